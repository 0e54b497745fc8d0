import type { Context } from '../context.ts'
import { seeOther } from '../web/html.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { onlyCookies } from './join.tsx'

/** POST /leave: this device forgets who it was. */
export async function leave(context: Context, visit: PlayerVisit): Promise<Response> {
  const { headers } = await context.auth.api.signOut({ headers: visit.request.headers, returnHeaders: true })
  return seeOther('/join', onlyCookies(headers))
}
