import { randomUUIDv7 } from 'bun'

/** Milliseconds after which a phone gives an answer up. */
const patience = 20_000

/** Somebody who has joined, with the cookie their browser keeps. Servers come and go; the cookie stays. */
export interface Phone {
  nickname: string
  cookie: string
}

export interface Answer {
  status: number
  /** Path of the catch it became, where it became one. */
  path: string | null
  retryAfter: string | null
  text: string
}

/** Comes in with the code the server printed. */
export async function join(address: string, greeting: string, nickname: string): Promise<Phone> {
  const code = /with the code (\w+)/.exec(greeting)?.[1] ?? ''
  const answer = await fetch(`${address}/join`, {
    method: 'POST',
    body: new URLSearchParams({ code, nickname }),
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
  if (answer.status !== 303 || cookie === '') throw new Error(`${nickname} could not join: ${answer.status}`)
  return { nickname, cookie }
}

export interface Upload {
  photo: Uint8Array<ArrayBuffer>
  id?: string
  /** As the page's script sends it; else as a form without a script, which is answered with a redirect. */
  script?: boolean
  signal?: AbortSignal
}

/** Sends a photo. Rejects where the connection breaks before the whole answer is there. */
export async function upload(address: string, phone: Phone, sent: Upload): Promise<Answer> {
  const body = new FormData()
  body.set('id', sent.id ?? randomUUIDv7())
  body.set('photo', new Blob([sent.photo]), 'photo')
  const late = AbortSignal.timeout(patience)
  const answer = await fetch(`${address}/catches`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie: phone.cookie, ...(sent.script && { 'hx-request': 'true' }) },
    signal: sent.signal ? AbortSignal.any([sent.signal, late]) : late,
  })
  return {
    status: answer.status,
    path: answer.headers.get('hx-push-url') ?? answer.headers.get('location'),
    retryAfter: answer.headers.get('retry-after'),
    text: await answer.text(),
  }
}

/** Gets a page or a photo as this player. */
export const get = (address: string, phone: Phone, path: string): Promise<Response> =>
  fetch(`${address}${path}`, {
    headers: { cookie: phone.cookie },
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  })
