// One photo, sent once, and what the server made of it.

/**
 * Sends {id, player, action, blob}; under the same id it never counts twice. `onSent` is told how much has gone out, from 0
 * to 1; `request` may be aborted. What comes back has one of these states:
 * - through: `path` of its page, and the page's main part as `text`;
 * - refused: for good, and `said` why;
 * - stranger: this browser is not the player's now;
 * - later: it may get through after `pause` milliseconds, where the server says so.
 */
export async function send(photo, { onSent, request = new XMLHttpRequest() } = {}) {
  const text = await post(request, photo, onSent)
  const { status } = request
  const answer = { status, text, ...read(request, text) }
  if (status >= 200 && status < 300) return { ...answer, state: answer.path ? 'through' : 'later' }
  if (status === 401) return { ...answer, state: 'stranger' }
  return { ...answer, state: isFinal(answer) ? 'refused' : 'later' }
}

/** No other try could end otherwise. A page without our words is the network's own, that of a hotspot to sign in to. */
const isFinal = ({ status, said }) =>
  status >= 400 && status < 500 && ![408, 429].includes(status) && (said !== null || status === 413)

/** XMLHttpRequest, because fetch cannot tell how much of a photo has gone out. */
function post(request, { id, player, action, blob }, onSent) {
  const body = new FormData()
  body.append('id', id)
  body.append('player', player)
  body.append('photo', blob, 'photo')
  return new Promise(resolve => {
    request.upload.onprogress = event => {
      if (event.lengthComputable) onSent?.(event.loaded / event.total)
    }
    request.upload.onload = () => onSent?.(1)
    request.onloadend = () => resolve(request.responseText)
    request.timeout = 60_000
    request.open('POST', action)
    request.setRequestHeader('HX-Request', 'true')
    request.setRequestHeader('Accept', 'text/html')
    request.send(body)
  })
}

function read(request, text) {
  const led = new URL(request.responseURL || location.href, location.href).pathname
  const seconds = Number.parseInt(request.getResponseHeader('Retry-After') ?? '', 10)
  const part = new DOMParser().parseFromString(text, 'text/html')
  return {
    path: request.getResponseHeader('HX-Push-Url') ?? (led.startsWith('/catches/') ? led : null),
    said: part.querySelector('[data-error-message]')?.textContent.trim() || null,
    pause: Number.isFinite(seconds) ? Math.max(1, seconds) * 1000 : null,
  }
}
