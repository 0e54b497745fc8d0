/** The app's front door, as Elysia gives it. */
export type Handle = (request: Request) => Response | Promise<Response>

/** Somebody at the app's front door, with the cookies they were given. */
export interface Visitor {
  get(path: string): Promise<Response>
  /** What is swapped into the page, as with a script. Strings alone go urlencoded, as a browser sends them; a blob is all. */
  post(path: string, body?: Fields | Blob): Promise<Response>
}

export type Fields = Record<string, string | Blob | readonly string[]>

const origin = 'http://tangkap.simulated'

/** Opens a browser without a window. Redirects are not followed. */
export function visitor(handle: Handle): Visitor {
  const cookies = new Map<string, string>()
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: new URL(origin).host, 'hx-request': 'true', ...(cookie && { cookie }) }
    const answer = await handle(new Request(`${origin}${path}`, { ...init, headers }))
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined) cookies.set(name, value ?? '')
    }
    return answer
  }
  return {
    get: path => ask(path, {}),
    post: (path, body = {}) =>
      ask(path, { method: 'POST', body: body instanceof Blob ? body : bodyOf(body) }),
  }
}

function bodyOf(fields: Fields): FormData | URLSearchParams {
  const entries = Object.entries(fields).flatMap(([name, value]): [string, string | Blob][] =>
    typeof value === 'string' || value instanceof Blob
      ? [[name, value]]
      : value.map((one): [string, string] => [name, one]),
  )
  if (entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return new URLSearchParams(entries)
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}
