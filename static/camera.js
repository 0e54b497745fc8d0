// The camera page: a photo is shrunk, kept where it outlives the page, and sent before the player's eyes.
import { arrived } from './arrived.js'
import { letWait, player, unwatch, watch, why } from './outbox.js'
import { shrink, uuid7 } from './photo.js'
import { send } from './send.js'
import { holdOn, keep, settle } from './waiting.js'
import { say } from './words.js'

const tries = 3
/** Nobody should have to watch for longer what can wait by itself. */
const mostWatched = 10_000

const $ = (selector, root = document) => root.querySelector(selector)
const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

/** The photo on its way, or the one that waits for "Try again" or "Another photo". */
let job = null
/** It is not done with: sent now, or again. */
const isOpen = () => job !== null && (job.running || job.again)
/** Leaving the page now would lose a photo that can still become a catch. */
export const holds = () => isOpen() && job.kept !== 'kept'

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
  if (stopped) $('[data-later]', stage).hidden = true
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
  const { nickname } = $('[data-viewfinder]').dataset
  job = { id: uuid7(), player, nickname, action, blob: null, preview: null, running: true, again: false }
  watch()
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
  await sendWatched()
}

/** Sends the same photo under the same id, so that a second try can never count twice. */
async function sendWatched() {
  watch()
  job.running = true
  job.again = false
  if (job.kept !== 'kept') job.kept = await keep(job)
  const skipped = new Promise(resolve => {
    job.skip = () => resolve({ state: 'later', status: 0, pause: null })
  })
  const offering = setTimeout(offerLater, mostWatched)
  const answer = await tryToSend(job, skipped)
  clearTimeout(offering)
  await done(answer)
}

/** The last answer, or the one that leaves nothing to try. `skipped`: the player watches no more. */
async function tryToSend(photo, skipped) {
  const isKept = photo.kept === 'kept'
  let over = false
  skipped.then(() => {
    over = true
  })
  for (let attempt = 1; ; attempt++) {
    show({ text: say('sending'), progress: 0 })
    if (isKept) holdOn(photo.id)
    const request = new XMLHttpRequest()
    const answer = await Promise.race([send(photo, { request, onSent }), skipped])
    if (over) request.abort()
    if (over || answer.state !== 'later' || attempt === tries) return answer
    // To be slowed down is no failure: sent at once, it would only be told so again.
    if (answer.status === 429 || (isKept && answer.pause > mostWatched)) return answer
    show({ text: `${why(answer.status)} ${say('soon', { next: attempt + 1, tries })}` })
    if (isKept) offerLater()
    await Promise.race([wait(Math.min(30_000, answer.pause ?? 1000 * 2 ** attempt)), skipped])
    if (over) return answer
  }
}

const onSent = share =>
  show(share < 1 ? { text: say('sending'), progress: share * 100 } : { text: say('looking') })

/** A slow or lost connection need not hold up who wants to take another photo. */
function offerLater() {
  const later = $('[data-later]')
  if (!later || job?.kept !== 'kept') return
  later.hidden = false
  toStage()
}

async function done(answer) {
  const { id, kept } = job
  switch (answer.state) {
    case 'through':
      await settle(id, player)
      finish(answer)
      return unwatch()
    case 'refused':
      await settle(id, player)
      stop(answer.said ?? say('refused'))
      return unwatch()
    case 'stranger':
      stop(`${answer.said ?? ''} ${kept === 'kept' ? say('untilYouAreBack') : ''}`.trim(), { join: true })
      return letWait(job, answer)
    default:
      if (kept === 'kept') return leaveWaiting(answer)
      stop(stillHere(answer), { again: true })
      return unwatch()
  }
}

/** Why the photo stays on the page, and only there. */
function stillHere({ status, said }) {
  if (status === 429 && said) return said
  return job.kept === 'full' ? say('full') : say('gaveUp')
}

/** It goes out by itself; the camera is free for the next. */
async function leaveWaiting(answer) {
  const photo = job
  forget()
  await letWait(photo, answer)
  setStage(false)
  const panel = $('[data-waiting]')
  panel?.focus({ preventScroll: true })
  panel?.scrollIntoView({ block: 'nearest' })
}

/** Sending is over without a catch. `again`: the same photo may get through later, so the page holds on to it. */
function stop(text, { again = false, join = false } = {}) {
  job.running = false
  job.again = again
  show({ text, stopped: true })
  $('[data-retry]').hidden = !again
  $('[data-join]').hidden = !join
  $(again ? '[data-retry]' : join ? '[data-join]' : '[data-discard]').focus({ preventScroll: true })
  toStage()
}

function finish({ path, text }) {
  forget()
  // The state is htmx's own mark: with it, Back loads the page before.
  history.replaceState({ htmx: true }, '', location.href)
  history.pushState({ htmx: true }, '', path)
  const main = $('#main')
  main.innerHTML = text
  window.htmx?.process(main)
  arrived(main)
}

function forget() {
  if (job?.preview) URL.revokeObjectURL(job.preview)
  job = null
}

function discard() {
  forget()
  setStage(false)
  $('#take')?.focus()
  unwatch()
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

document.addEventListener('click', event => {
  const on = selector => event.target.closest?.(selector)
  if (on('[data-retry]') && job && !job.running) sendWatched()
  if (on('[data-discard]') && job && !job.running) discard()
  if (on('[data-later] button')) job?.skip?.()
  // On the camera page the middle button is the shutter; it must not lead away from a photo that is on its way.
  if (on('[data-open-camera]') && $('#take')) {
    event.preventDefault()
    if (job?.again) $('[data-retry]').focus({ preventScroll: true })
    if (isOpen()) return toStage()
    if (job) discard()
    $('#take').click()
  }
})
