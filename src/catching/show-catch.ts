import type { Context } from '../context.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { renderAnswer } from './answer.tsx'
import { loadOwnCatch } from './own-catch.ts'

/** GET /catches/:id */
export async function showCatch(context: Context, visit: PlayerVisit): Promise<Response> {
  return renderAnswer(context, visit, await loadOwnCatch(context, visit))
}
