// What the player sees of the photos that wait: on the camera page all of them, on any page what became of one.
import { idsOf, leftBehind, pictureOf, untold, wasTold } from './waiting.js'
import { say } from './words.js'

const $ = (selector, root = document) => root.querySelector(selector)

/** The photos that wait, where the page has a place for them, and what is going on with them. */
export async function showWaiting(player, state = '') {
  const places = document.querySelectorAll('[data-waiting], [data-waiting-lost]')
  if (places.length === 0 || player === '') return
  const ids = await idsOf(player)
  for (const place of places) place.hidden = ids.length === 0
  const panel = $('[data-waiting]')
  if (!panel) return
  // In its place, so that nothing below moves.
  $('[data-plate]').hidden = !panel.hidden
  if (panel.hidden && panel.contains(document.activeElement)) $('#take').focus({ preventScroll: true })
  if (panel.hidden) $('details', panel).open = false
  $('[data-waiting-count]', panel).textContent =
    ids.length === 1 ? say('waitsOne') : say('waitMany', { count: ids.length })
  setState(panel, state)
  $('[data-throw-away]', panel).textContent = say(ids.length === 1 ? 'throwAway' : 'throwAllAway')
  $('[data-throw-hint]', panel).hidden = ids.length === 1
  const list = $('[data-waiting-photos]', panel)
  // What is thrown away takes its button along.
  const held = list.contains(document.activeElement)
  for (const item of [...list.children]) if (!ids.includes(item.dataset.id)) item.remove()
  const shown = new Map([...list.children].map(item => [item.dataset.id, item]))
  list.append(...ids.map(id => shown.get(id) ?? makeItem(id)))
  if (held) $('summary', panel).focus({ preventScroll: true })
}

/** What waits on this phone for players it is not with now. */
export async function showLeftBehind(player) {
  const place = $('[data-left-behind]')
  if (!place) return
  const others = await leftBehind(player)
  place.replaceChildren(
    ...others.map(({ nickname, count }) => {
      const name = nickname || say('somebody')
      return paragraph(say(count === 1 ? 'leftOne' : 'leftMany', { count, nickname: name }))
    }),
  )
  place.hidden = others.length === 0
}

/** One of them is on its way. */
export function showSending(id) {
  const panel = $('[data-waiting]')
  if (!panel) return
  setState(panel, say('sending'))
  $(`[data-id="${id}"]`, panel)?.toggleAttribute('data-sending', true)
}

function setState(panel, text) {
  const state = $('[data-waiting-state]', panel)
  state.textContent = text
  state.hidden = text === ''
  for (const item of panel.querySelectorAll('[data-sending]')) item.removeAttribute('data-sending')
}

function makeItem(id) {
  const item = document.createElement('li')
  item.dataset.id = id
  item.className = 'sticker'
  const image = document.createElement('img')
  image.alt = say('waitingPhoto')
  const away = document.createElement('button')
  away.type = 'button'
  away.className = 'waiting-one'
  away.dataset.throwOne = id
  away.setAttribute('aria-label', say('throwOneAway'))
  item.append(image, away)
  pictureOf(id).then(blob => {
    if (!blob) return
    image.src = URL.createObjectURL(blob)
    image.onload = () => URL.revokeObjectURL(image.src)
  })
  return item
}

/** A line over the page for what came while the player was elsewhere: it stays until they have seen it. */
export async function tellWhatCame(player) {
  if (player === '') return
  const rows = await untold(player)
  const { pathname } = location
  const isHere = ({ path }) => path && (path === pathname || pathname === '/profile')
  await wasTold(rows.filter(isHere).map(({ id }) => id))
  showLine(rows.filter(row => !isHere(row)))
}

function showLine(rows) {
  const before = $('.came')
  const about = rows.map(({ id }) => id).join()
  if (before?.dataset.about === about) return
  before?.remove()
  if (rows.length === 0) return
  const line = document.createElement('section')
  line.className = 'came news-item'
  line.dataset.about = about
  line.setAttribute('role', 'status')
  const said = new Set(rows.flatMap(row => row.said ?? []))
  const through = rows.flatMap(row => row.path ?? [])
  line.append(
    ...(through.length > 0 ? [throughWords(through)] : []),
    ...[...said].map(words => paragraph(say('notTaken', { said: words }))),
    okButton(rows),
  )
  document.body.append(line)
}

function throughWords(paths) {
  const one = paths.length === 1
  const link = document.createElement('a')
  link.href = one ? paths[0] : '/profile'
  link.textContent = say(one ? 'seeWhatItIs' : 'seeThem')
  return paragraph(one ? say('cameOne') : say('cameMany', { count: paths.length }), ' ', link)
}

function paragraph(...content) {
  const element = document.createElement('p')
  element.append(...content)
  return element
}

function okButton(rows) {
  const button = document.createElement('button')
  button.className = 'button button-go'
  button.type = 'button'
  button.textContent = say('ok')
  button.addEventListener('click', async () => {
    $('.came').remove()
    await wasTold(rows.map(({ id }) => id))
  })
  return button
}
