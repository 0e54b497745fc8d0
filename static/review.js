// Keys of the review page: every button names its own in data-key, and pressing the key is pressing the button.
const review = () => document.querySelector('#review')

function openFinder() {
  const finder = review()?.querySelector('[data-another]')
  if (!finder) return
  finder.open = true
  finder.querySelector('[data-filter]').focus()
}

/** Enter in the finder takes the first food that fits. */
function takeFirst(input) {
  const list = input.closest('[data-filter-list]')
  if (input.value.trim() !== '') list.querySelector('.chip:not([hidden])')?.click()
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const { target, key } = event
  if (target.matches('[data-filter]')) {
    if (key === 'Enter') {
      event.preventDefault()
      takeFirst(target)
    }
    if (key === 'Escape') target.blur()
    return
  }
  if (target.matches('input:not([type=checkbox]), select, textarea')) return
  // Enter on a link, a button or a summary is theirs.
  if (key === 'Enter' && target.closest('a, button, summary')) return
  // A key held down must not settle photo after photo.
  if (event.repeat) return
  const name = key.length === 1 ? key.toLowerCase() : key
  if (name === 'f') {
    event.preventDefault()
    return openFinder()
  }
  const button = review()?.querySelector(`[data-key="${CSS.escape(name)}"]`)
  if (!button) return
  event.preventDefault()
  button.click()
})

// Whoever scrolled down to a button sees the next photo, not the place where its buttons are.
document.addEventListener('htmx:after:settle', event => {
  const part = review()
  if (event.target === part && part.getBoundingClientRect().top < 0)
    part.scrollIntoView({ behavior: 'instant' })
})

document.addEventListener('click', event => {
  const all = event.target.closest?.('[data-mark-all]')
  if (!all) return
  const boxes = [...all.closest('fieldset').querySelectorAll('[name=also]')]
  const marked = boxes.every(box => box.checked)
  for (const box of boxes) box.checked = !marked
})
