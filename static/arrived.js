// New content in a page that has a script.

const $ = (selector, root = document) => root.querySelector(selector)

/** Says so to people who do not see it, and makes it ready. */
export function arrived(root) {
  const heading = $('h1', root)
  if (heading) {
    document.title = titleOf(heading)
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
  // Not by hx-swap's show:top, which glides here after this and takes clicks along.
  window.scrollTo({ top: 0, behavior: 'instant' })
  prepare(root)
}

export const titleOf = heading => `${heading?.textContent} · Tangkap`

/** Shows what works with a script only. */
export function prepare(root) {
  for (const filter of root.querySelectorAll('[data-filter]')) filter.hidden = false
  for (const button of root.querySelectorAll('[data-print], [data-copy]')) button.hidden = false
}
