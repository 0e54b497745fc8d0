// What pages need beyond htmx: sending a photo with progress and second tries, and small comforts.
// Everything here also has to work at http://192.168.x.x, which browsers do not call a secure context.
import { shrink, uuid7 } from './photo.js'
import { say } from './words.js'

const tries = 3

const $ = (selector, root = document) => root.querySelector(selector)
const wait = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000))

/** The photo on its way, or the one that waits for "Try again" or "Another photo". */
let job = null
/** Leaving the page now would lose a photo that can still become a catch. */
const holds = () => job !== null && (job.running || job.again)

function show({ text, progress, stopped = false }) {
  const stage = $('[data-developing]')
  if (!stage) return
  $('[data-words]', stage).textContent = text
  const bar = $('[data-progress]', stage)
  bar.hidden = stopped
  // A bar without a value is the browser's way to say "working on it".
  if (progress === undefined) bar.removeAttribute('value')
  else bar.value = progress
  stage.toggleAttribute('data-stopped', stopped)
  $('[data-again]', stage).hidden = !stopped
}

function setStage(open) {
  const stage = $('[data-developing]')
  if (!stage) return
  stage.hidden = !open
  $('[data-viewfinder]').hidden = open
  if (open) toStage()
}

const toStage = () => $('[data-developing]')?.scrollIntoView({ block: 'nearest' })

async function start(file, action) {
  if (job) return
  job = { id: uuid7(), action, blob: null, preview: null, running: true, again: false }
  setStage(true)
  show({ text: say('shrinking') })
  job.blob = await shrink(file)
  job.preview = URL.createObjectURL(job.blob)
  const image = $('[data-preview]')
  image.hidden = false
  image.onload = toStage
  image.onerror = () => {
    image.hidden = true
  }
  image.src = job.preview
  await send()
}

/** Sends the same photo under the same id, so that a second try can never count twice. */
async function send() {
  job.running = true
  job.again = false
  for (let attempt = 1; attempt <= tries; attempt++) {
    show({ text: say('sending'), progress: 0 })
    const answer = await post(job)
    if (answer.status >= 200 && answer.status < 300) return finish(answer)
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 408) return refuse(answer)
    if (attempt < tries) await pause(answer, attempt)
  }
  stop(say('gaveUp'), { again: true })
}

/** Sending is over without a catch. `again`: the same photo may get through later, so the page holds on to it. */
function stop(text, { again = false, join = false }) {
  job.running = false
  job.again = again
  show({ text, stopped: true })
  $('[data-retry]').hidden = !again
  $('[data-join]').hidden = !join
  $(again ? '[data-retry]' : join ? '[data-join]' : '[data-discard]').focus({ preventScroll: true })
  toStage()
}

async function pause(answer, attempt) {
  const why = answer.status === 0 ? say('offline') : answer.status === 503 ? say('busy') : say('failed')
  const asked = Number.parseInt(answer.header('Retry-After') ?? '', 10)
  const seconds = Math.min(30, Number.isFinite(asked) ? Math.max(1, asked) : 2 ** attempt)
  show({ text: `${why} ${say('soon', { next: attempt + 1, tries })}` })
  await wait(seconds)
}

/** XMLHttpRequest, because fetch cannot tell how much of a photo has gone out. */
function post({ id, action, blob }) {
  const body = new FormData()
  body.append('id', id)
  body.append('photo', blob, 'photo')
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    const done = () =>
      resolve({
        status: request.status,
        text: request.responseText,
        url: request.responseURL,
        header: name => request.getResponseHeader(name),
      })
    request.upload.onprogress = event => {
      if (event.lengthComputable) show({ text: say('sending'), progress: (event.loaded / event.total) * 100 })
    }
    request.upload.onload = () => show({ text: say('looking') })
    request.onloadend = done
    request.timeout = 60_000
    request.open('POST', action)
    request.setRequestHeader('HX-Request', 'true')
    request.setRequestHeader('Accept', 'text/html')
    request.send(body)
  })
}

function finish(answer) {
  const led = new URL(answer.url || location.href, location.href).pathname
  const own = led.startsWith('/catches/') ? led : `/catches/${job.id}`
  const path = answer.header('HX-Push-Url') ?? own
  forget()
  // The state is htmx's own mark: with it, Back loads the page before.
  history.replaceState({ htmx: true }, '', location.href)
  history.pushState({ htmx: true }, '', path)
  const main = $('#main')
  main.innerHTML = answer.text
  window.htmx?.process(main)
  arrived(main)
}

/** The server said no, in words: too big, no photo, somebody else's … */
function refuse(answer) {
  const part = new DOMParser().parseFromString(answer.text, 'text/html')
  const said = $('[data-error-message]', part)?.textContent?.trim()
  // Sending the same photo once more only helps when it came too soon.
  stop(said || say('refused'), { again: answer.status === 429, join: answer.status === 401 })
}

function forget() {
  if (job?.preview) URL.revokeObjectURL(job.preview)
  job = null
}

function discard() {
  forget()
  setStage(false)
  $('#take')?.focus()
}

/** New content in the page: say so to people who do not see it, and make it ready. */
function arrived(root) {
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

const titleOf = heading => `${heading?.textContent} · Tangkap`

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

function prepare(root) {
  for (const filter of root.querySelectorAll('[data-filter]')) filter.hidden = false
  for (const button of root.querySelectorAll('[data-print], [data-copy]')) button.hidden = false
}

document.addEventListener('change', event => {
  const form = event.target.closest?.('[data-catch]')
  const file = form && event.target.files?.[0]
  if (!file) return
  start(file, form.action)
  // Choosing the same file again has to count as a change.
  event.target.value = ''
})

document.addEventListener('submit', event => {
  if (event.target.matches('[data-catch]')) event.preventDefault()
})

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
  if (on('[data-retry]') && job && !job.running) send()
  if (on('[data-discard]') && job && !job.running) discard()
  if (on('[data-print]')) window.print()
  if (on('[data-copy]')) copyLink()
  // On the camera page the middle button is the shutter; it must not lead away from a photo that is on its way.
  if (on('[data-open-camera]') && $('#take')) {
    event.preventDefault()
    if (job?.again) $('[data-retry]').focus({ preventScroll: true })
    if (holds()) return toStage()
    if (job) discard()
    $('#take').click()
  }
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
