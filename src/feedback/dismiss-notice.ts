import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { nothing, seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { markSeen } from './notice-store.ts'

/** POST /notices/:id/seen: the player has read it. */
export async function dismissNotice(context: Context, visit: PlayerVisit): Promise<Response> {
  const seen = { id: visit.params.id ?? '', playerId: visit.viewer.player.id, now: context.clock() }
  if (!(await markSeen(context.db, seen))) throw notFound(phrase`notice`)
  return visit.partial ? nothing() : seeOther('/profile')
}
