import type { Context } from '../context.ts'
import type { Limit } from '../web/limits.ts'
import type { Visit } from '../web/visit.ts'
import { deviceOf } from './device-cookie.ts'

/**
 * Counts a password for an account, whether or not there is such an account: of a browser that has signed in to it
 * before on its own, of all others together and by address. Returns what takes the count back, for a right one.
 * Throws AppError 429 where there were too many.
 */
export async function countPassword(
  context: Context,
  { ip, request }: Visit,
  email: string,
): Promise<() => Promise<void>> {
  const { passwordsByAddress, passwordsByAccount, passwordsByDevice } = context.limits
  const device = await deviceOf(context, email, request.headers)
  // What is typed may be of any length, and is kept for minutes.
  const account = Bun.hash(email).toString(36)
  const counts: readonly [Limit, string][] = device
    ? [[passwordsByDevice, device]]
    : [
        [passwordsByAddress, ip],
        [passwordsByAccount, account],
      ]
  // One that is not looked at counts nowhere.
  for (const [limit, key] of counts) await limit.check(key)
  for (const [limit, key] of counts) await limit.take(key)
  return async () => {
    for (const [limit, key] of counts) await limit.forgive(key)
  }
}
