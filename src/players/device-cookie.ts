import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'

/** Seconds. */
const aYear = 365 * 24 * 60 * 60

/**
 * A cookie that says that its browser has signed in to an account before, as a Set-Cookie header. It opens nothing, and
 * stays when its session ends: wrong passwords of strangers are no reason to turn this browser away. Source: OWASP, "Slow
 * Down Online Guessing Attacks with Device Cookies".
 */
export async function deviceCookieOf(context: Context, email: string): Promise<string> {
  const { name, secure, sign } = await cookieFor(context, email)
  const device = randomBytes(16).toString('base64url')
  const expires = context.clock() + 1000 * aYear
  return new Bun.Cookie(name, `${device}.${expires}.${sign(device, expires)}`, {
    ...{ path: '/', maxAge: aYear, sameSite: 'lax', httpOnly: true, secure },
  }).serialize()
}

/** Which of the browsers it is that have signed in to that account; null where it is none of them. */
export async function deviceOf(context: Context, email: string, headers: Headers): Promise<string | null> {
  const { name, sign } = await cookieFor(context, email)
  const value = new Bun.CookieMap(headers.get('cookie') ?? '').get(name) ?? ''
  const [, device = '', expires = '', signature = ''] =
    /^([\w-]{22})\.(\d{1,16})\.([\w-]{43})$/.exec(value) ?? []
  const signed = timingSafeEqual(
    Buffer.from(sign(device, Number(expires))),
    Buffer.from(signature.padEnd(43)),
  )
  return signed && context.clock() < Number(expires) ? device : null
}

/** Each account has a cookie of its own, for a browser may be shared. None says whose it is. */
async function cookieFor({ auth }: Context, email: string) {
  const { secret, createAuthCookie } = await auth.$context
  const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
  const { name, attributes } = createAuthCookie(`device_${hmac(`device cookie\n${email}`).slice(0, 8)}`)
  return {
    name,
    secure: attributes.secure === true,
    // The address is last, as it alone may hold anything.
    sign: (device: string, expires: number) => hmac(`device\n${device}\n${expires}\n${email}`),
  }
}
