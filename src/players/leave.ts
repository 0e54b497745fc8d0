import type { Context } from '../context.ts'
import { seeOther } from '../web/html.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { endSession } from './session-cookies.ts'

/** POST /leave: this device forgets who it was. */
export async function leave(context: Context, visit: PlayerVisit): Promise<Response> {
  return seeOther('/join', await endSession(context, visit.request))
}
