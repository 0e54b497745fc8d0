// What every page needs beyond htmx: small comforts, and the photos that are on their way.
// Everything here also has to work at http://192.168.x.x, which browsers do not call a secure context.
import { arrived, prepare, titleOf } from './arrived.js'
import { holds } from './camera.js'
import { say } from './words.js'

const $ = (selector, root = document) => root.querySelector(selector)

/**
 * The same answer again, with a message about what the player just said of it: the message is shown, and the page
 * stays where the thumb is. False where there is another answer.
 */
function replied(root) {
  const message = $('.answer .problem', root) ?? $('.answer .said', root)
  if (!message || titleOf($('h1', root)) !== document.title) return false
  message.tabIndex = -1
  message.focus({ preventScroll: true })
  // At once: what glides takes a click along.
  message.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  prepare(root)
  return true
}

/** Forms whose answer, a page, is on its way. */
let sent = new WeakSet()

// A second tap on a slow line would send the form again, and of the first the browser throws the answer away: who has
// just joined would be told that somebody has that nickname. On the window, after whatever sends a form otherwise.
window.addEventListener('submit', event => {
  if (event.defaultPrevented || event.target.method !== 'post') return
  if (sent.has(event.target)) event.preventDefault()
  sent.add(event.target)
})
// Back may show the page as it was left.
window.addEventListener('pageshow', () => {
  sent = new WeakSet()
})

document.addEventListener('click', event => {
  const on = selector => event.target.closest?.(selector)
  if (on('[data-print]')) window.print()
  if (on('[data-copy]')) copyLink()
})

/** The link that is shown once. It stays marked, so that a browser that lets no page copy needs only its own Copy. */
async function copyLink() {
  const link = $('[data-link]')
  window.getSelection().selectAllChildren(link)
  const copied = await copyText(link.textContent)
  $('[data-copied]').textContent = say(copied ? 'copied' : 'marked')
}

/** False where the browser did not. Outside a secure context there is no clipboard but the old command for what is marked. */
async function copyText(text) {
  if (!navigator.clipboard) return document.execCommand('copy')
  return await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}

window.addEventListener('beforeunload', event => {
  if (!holds()) return
  event.preventDefault()
  // Who stays may send that form later.
  sent = new WeakSet()
})

/** As people type it: without capitals, accents and spaces too many. */
const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase()

document.addEventListener('input', event => {
  if (event.target.matches?.('[data-note]')) nameOther(event.target)
  if (!event.target.matches?.('[data-filter]')) return
  const wanted = plain(event.target.value)
  const list = event.target.closest('[data-filter-list]')
  for (const item of list.querySelectorAll('.chip, [data-filtered]')) {
    const always = item.matches('.chip-other')
    // By its name in any language.
    item.hidden = !always && !plain(`${item.textContent} ${item.dataset.names ?? ''}`).includes(wanted)
  }
  offerOther(list, event.target.value.trim().slice(0, 80))
})

/** Nothing has that name: what was typed is the name of another food, and need not be typed twice. */
function offerOther(list, typed) {
  const chip = $('.chip-other', list)
  if (!chip) return
  const words = $('span', chip)
  words.dataset.words ??= words.textContent
  const none = typed !== '' && !$('.chip:not(.chip-other, [hidden])', list)
  chip.dataset.typed = none ? typed : ''
  words.textContent = none ? say('anotherNamed', { name: typed }) : words.dataset.words
}

document.addEventListener('change', event => {
  if (!event.target.matches?.('[data-other]')) return
  const { typed } = event.target.closest('.chip').dataset
  const note = $('[data-note]', event.target.form)
  if (typed && note.value.trim() === '') note.value = typed
})

/** Who picks no food and writes a name means another food. */
function nameOther({ form, value }) {
  if (value.trim() !== '' && !$('[name=food]:checked', form)) $('[data-other]', form).checked = true
}

// A request without an answer would look like a button that does nothing.
document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
  if (!ctx || ctx.text !== undefined) return
  const said = document.createElement('p')
  said.className = 'problem lost'
  said.setAttribute('role', 'alert')
  said.textContent = say('lost')
  document.body.append(said)
})
document.addEventListener('htmx:before:request', () => $('.lost')?.remove())

document.addEventListener('htmx:after:settle', event => {
  const main = $('#main')
  if (event.target === main && !replied(main)) arrived(main)
  // A notice that was read is gone, and with it the place where the keyboard was.
  if (!event.target.matches?.('.news, .news-more')) return
  const more = $('.news-more:has(.news-item)')
  if (more && !$('.news > .news-item')) more.open = true
  ;($('.news button') ?? main).focus({ preventScroll: true })
})

document.documentElement.classList.add('has-script')
prepare(document)
