// Photos that wait go out by themselves, the oldest first, one at a time, from whatever page is open.
import { send } from './send.js'
import { claim, giveTo, letGo, letPass, longestPause, settle, sweep, throwAway } from './waiting.js'
import { showLeftBehind, showSending, showWaiting, tellWhatCame } from './waiting-view.js'
import { say } from './words.js'

/** Whose page this is; '' where nobody has joined. */
export const player = document.body.dataset.player ?? ''

const firstPause = 5000

/** Tries in a row that failed: each doubles the pause before the next. */
let failures = 0
let timer
let running = false
/** What the player watches goes out first, and alone. */
let watched = false
/** This browser has become somebody else's since the page came. */
let estranged = false

/** Sends what waits, if its time has come. May be called at any moment. */
async function sendWaiting() {
  if (running || watched || estranged || player === '') return
  running = true
  clearTimeout(timer)
  const pause = await sendAll()
  running = false
  comeBackIn(pause)
}

/** null: when something happens. */
function comeBackIn(pause) {
  clearTimeout(timer)
  if (pause !== null) timer = setTimeout(sendWaiting, pause)
}

/** Until none waits, or one does not get through. In how many milliseconds to go on; null: not by itself. */
async function sendAll() {
  while (!watched) {
    const { photo, later = null } = await claim(player)
    if (!photo) {
      // Another page may have sent what this one shows.
      await showWaiting(player)
      return later
    }
    showSending(photo.id)
    const answer = await send(photo)
    if (answer.state === 'stranger' || answer.state === 'later') return await failed(photo, answer)
    failures = 0
    const told = answer.state === 'through' ? { path: answer.path } : { said: answer.said ?? '' }
    await settle(photo.id, player, told)
    await showWaiting(player)
    await tell()
  }
  return null
}

/** Not over a photo that they watch. */
const tell = () => (watched ? null : tellWhatCame(player))

/** What waits for its player, a busy server, or the way there has its turn again. The pause until then; null: not on this page. */
async function failed(photo, { state, status, said, pause }) {
  if (state === 'stranger') {
    estranged = true
    await letGo(photo.id, 0)
    await showWaiting(player, `${said ?? ''} ${say('untilYouAreBack')}`)
    return null
  }
  failures++
  // A 2xx here came from somewhere else.
  if (status < 400 || [408, 429, 503].includes(status)) await letGo(photo.id, pause ?? 0)
  else await letPass(photo.id)
  await showWaiting(player, why(status))
  const grown = Math.min(longestPause, firstPause * 2 ** (failures - 1))
  // Not every phone of a festival at once.
  return Math.max(pause ?? 0, grown) * (1 + Math.random() / 4)
}

/** Why a photo did not get through. */
export const why = status => say(status === 0 ? 'offline' : [429, 503].includes(status) ? 'busy' : 'failed')

/** From now on the player watches a photo of their own being sent. */
export function watch() {
  watched = true
  clearTimeout(timer)
}

/** They watch no more: what waits goes on. */
export async function unwatch() {
  watched = false
  await showWaiting(player)
  await tell()
  await sendWaiting()
}

/** The photo they watched did not get through, and waits with the others. */
export async function letWait(photo, answer) {
  const pause = await failed(photo, answer)
  watched = false
  comeBackIn(pause)
}

function now() {
  failures = 0
  estranged = false
  return sendWaiting()
}

async function look() {
  await forgetWhoLeft()
  await takeAlong()
  await showWaiting(player)
  await tell()
  if (player !== '') await sweep(player)
  await showLeftBehind(player)
  await sendWaiting()
}

/** On a shared phone nothing of a player stays who has left, or is erased. Only the page after it shows that they have. */
async function forgetWhoLeft() {
  const { leaving } = localStorage
  if (!leaving || (player === '' && location.pathname !== '/join')) return
  if (leaving !== player) await throwAway(leaving)
  delete localStorage.leaving
}

/** Where the server has made one player of two, what waits of the one is the other's (src/players/moved-cookie.ts). */
async function takeAlong() {
  const [, moved] = /(?:^|; )moved=([\w.-]+)/.exec(document.cookie) ?? []
  if (!moved) return
  const [from, to] = moved.split('.')
  // Left where it is until that is done.
  if (!(await giveTo(from, to))) return
  // biome-ignore lint/suspicious/noDocumentCookie: browsers have the Cookie Store API for https alone
  document.cookie = 'moved=; Path=/; Max-Age=0'
}

document.addEventListener('submit', event => {
  if (event.target.matches('[data-forgets]')) localStorage.leaving = player
})

document.addEventListener('click', async event => {
  if (event.target.closest?.('[data-send-now]')) now()
  const one = event.target.closest?.('[data-throw-one]')
  if (one) await settle(one.dataset.throwOne, player)
  else if (event.target.closest?.('[data-throw-away]')) await throwAway(player)
  else return
  await showWaiting(player)
})

window.addEventListener('online', now)
// Another page may have sent or thrown away what this one shows.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') look()
})
window.addEventListener('pageshow', event => {
  if (event.persisted) look()
})
look()
