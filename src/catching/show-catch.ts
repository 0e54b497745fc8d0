import type { Context } from '../context.ts'
import { markSeenOf } from '../feedback/index.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { renderAnswer } from './answer.tsx'
import { loadOwnCatch } from './own-catch.ts'

/** GET /catches/:id */
export async function showCatch(context: Context, visit: PlayerVisit): Promise<Response> {
  const entry = await loadOwnCatch(context, visit)
  // This once the page still says it.
  if (visit.viewer.notices.some(({ catchId }) => catchId === entry.id))
    await markSeenOf(context.db, { catchId: entry.id, playerId: entry.playerId, now: context.clock() })
  return renderAnswer(context, visit, entry)
}
