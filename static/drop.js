// Photos of one food, many at once: each is shrunk and sent on its own, so that a bad one harms no other.
import { shrink } from './photo.js'
import { say } from './words.js'

const atOnce = 2
const tries = 4

const $ = (selector, root = document) => root.querySelector(selector)
const form = $('[data-drop]')
const list = $('[data-dropped]')
const kept = $('[data-dropped-kept]')
const status = $('[data-drop-status]')
const queue = []
let running = 0
let total = 0
let done = 0

function add(files) {
  for (const file of files) {
    const line = document.createElement('li')
    line.className = 'dropped-line'
    line.append(document.createElement('progress'), document.createElement('span'))
    list.append(line)
    const item = { file, line }
    tell(item, say('waiting'))
    queue.push(item)
    total++
  }
  while (running < atOnce && queue.length > 0) work()
}

function tell({ file, line }, text) {
  const name = document.createElement('span')
  name.className = 'dropped-file'
  name.textContent = file.name
  const said = document.createElement('span')
  said.className = 'dropped-words'
  said.textContent = text
  line.lastElementChild.replaceChildren(name, said)
}

async function work() {
  running++
  for (let item = queue.shift(); item; item = queue.shift()) {
    await send(item).catch(() => refuse(item, say('chooseAgain')))
    done++
    status.textContent = say('dropped', { done, total })
  }
  running--
  if (running === 0) finish()
}

async function send(item) {
  tell(item, say('shrinking'))
  const photo = await shrink(item.file)
  for (let attempt = 1; attempt <= tries; attempt++) {
    tell(item, say('sending'))
    const answer = await post(item, photo).catch(() => null)
    const part = answer && new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (answer?.ok) return item.line.replaceWith($('li', part))
    const again = !answer || answer.status === 429 || answer.status >= 500
    if (!again || attempt === tries)
      return refuse(item, (part && $('[data-error-message]', part)?.textContent) || say('chooseAgain'))
    const asked = Number.parseInt(answer?.headers.get('Retry-After') ?? '', 10)
    tell(item, say('later'))
    await new Promise(resolve => setTimeout(resolve, 1000 * Math.min(60, asked || 2 ** attempt)))
  }
}

function post({ file }, photo) {
  const body = new FormData()
  body.append('photo', photo, file.name)
  return fetch(form.action, { method: 'POST', body, headers: { 'HX-Request': 'true', Accept: 'text/html' } })
}

function refuse(item, text) {
  item.line.dataset.outcome = 'refused'
  $('progress', item.line).replaceWith(
    Object.assign(document.createElement('span'), { className: 'dropped-none', textContent: '×' }),
  )
  tell(item, text)
}

/** All are through: count them, and show what the food has now. */
async function finish() {
  const of = outcome => document.querySelectorAll(`.dropped [data-outcome=${outcome}]`).length
  status.textContent = say('kept', {
    stored: of('stored'),
    same: of('same'),
    refused: of('refused'),
  })
  // Only what was refused stays open; the rest can be looked through.
  $('ul', kept).append(...list.querySelectorAll('[data-outcome=stored], [data-outcome=same]'))
  kept.hidden = $('li', kept) === null
  const answer = await fetch(location.pathname).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const gathered = document.importNode($('#gathered', page), true)
  $('#gathered').replaceWith(gathered)
  window.htmx?.process(gathered)
}

form.addEventListener('submit', event => event.preventDefault())
form.addEventListener('change', event => {
  add(event.target.files)
  // Choosing the same files again has to count as a change.
  event.target.value = ''
})

$('[data-drop-hint]').hidden = false
const carriesFiles = event => event.dataTransfer?.types.includes('Files')
for (const name of ['dragover', 'drop']) {
  // On the whole page: a photo that misses the area would otherwise be opened instead of the page.
  document.addEventListener(name, event => {
    if (carriesFiles(event)) event.preventDefault()
  })
}
document.addEventListener('dragover', event => form.toggleAttribute('data-over', form.contains(event.target)))
document.addEventListener('drop', event => {
  form.removeAttribute('data-over')
  if (carriesFiles(event)) add(event.dataTransfer.files)
})
window.addEventListener('beforeunload', event => {
  if (running > 0) event.preventDefault()
})
