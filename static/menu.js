// The menu of the day: ticks many at once without a page in between, and counts.
import { say } from './words.js'

const form = document.querySelector('[data-menu]')
const boxes = [...form.querySelectorAll('input[type=checkbox]')]
const status = form.querySelector('[data-menu-count]')

function count() {
  status.textContent = say('ticked', { ticked: boxes.filter(box => box.checked).length })
}

form.addEventListener('change', count)
form.addEventListener('click', event => {
  const link = event.target.closest('[data-tick]')
  if (!link) return
  event.preventDefault()
  // Only what is to be seen: whoever looked for "kuih" means those.
  for (const box of boxes) if (!box.closest('[hidden]')) box.checked = link.dataset.tick === 'all'
  count()
})
form.addEventListener('input', event => {
  // Between the field and a phone's keyboard there should be foods.
  if (event.target.matches('[data-filter]'))
    event.target.scrollIntoView({ behavior: 'instant', block: 'start' })
})
form.addEventListener('keydown', event => {
  // Enter in the search field is not yet a menu.
  if (event.key === 'Enter' && event.target.matches('[data-filter]')) event.preventDefault()
})
// A page out of the browser's memory may have other ticks than the server sent.
count()
