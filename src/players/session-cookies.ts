import type { Context } from '../context.ts'

/** What better-auth wants the browser to keep. */
export function onlyCookies(headers: Headers): Headers {
  const cookies = new Headers()
  for (const cookie of headers.getSetCookie()) cookies.append('set-cookie', cookie)
  return cookies
}

/** Ends the session a request came with. Returns what makes the browser forget it. */
export async function endSession({ auth }: Context, { headers }: Request): Promise<Headers> {
  const ended = await auth.api.signOut({ headers, returnHeaders: true })
  return onlyCookies(ended.headers)
}
