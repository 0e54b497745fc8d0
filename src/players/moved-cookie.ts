/** Seconds. */
const aDay = 24 * 60 * 60

/**
 * Tells the browser's own script that one player has become another, as a Set-Cookie header: photos that still wait there
 * under the first go out under the second (static/outbox.js). It opens nothing, so scripts may read it.
 */
export const movedCookie = ({ from, to }: { from: string; to: string }): string =>
  new Bun.Cookie('moved', `${from}.${to}`, { path: '/', maxAge: aDay, sameSite: 'lax' }).serialize()
