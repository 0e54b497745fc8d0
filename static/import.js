// A zip is sent as it is, not as a form: the server writes it to disk while it comes. fetch tells no progress.
import { say } from './words.js'

const $ = (selector, root = document) => root.querySelector(selector)

document.addEventListener('submit', event => {
  const form = event.target
  if (!form.matches('[data-import-form]')) return
  event.preventDefault()
  send(form, $('input[type=file]', form).files[0])
})

function send(form, file) {
  const bar = $('[data-progress]', form)
  const words = $('[data-words]', form)
  const button = $('button', form)
  const busy = on => {
    bar.hidden = !on
    button.disabled = on
  }
  const request = new XMLHttpRequest()
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = loaded / total
  }
  request.onload = () => {
    if (request.status < 300) return location.reload()
    busy(false)
    const said = new DOMParser().parseFromString(request.responseText, 'text/html')
    words.textContent = $('[data-error-message]', said)?.textContent ?? say('failed')
    words.hidden = false
  }
  request.onerror = () => {
    busy(false)
    words.textContent = say('sendAgain')
    words.hidden = false
  }
  words.hidden = true
  busy(true)
  request.open('POST', form.action)
  request.setRequestHeader('HX-Request', 'true')
  request.setRequestHeader('Content-Type', 'application/zip')
  request.send(file)
}
