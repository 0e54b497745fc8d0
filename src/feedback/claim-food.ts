import { catchAddress, loadOwnCatch, markClaimed, renderAnswer } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { refuseLate } from './give-feedback.ts'
import { checkClaim } from './rules.ts'
import { saveClaim } from './store.ts'

/** POST /catches/:id/claim: "it is really …", for a reviewer to settle. */
export async function claimFood(context: Context, visit: PlayerVisit): Promise<Response> {
  const entry = await loadOwnCatch(context, visit)
  const form = await readForm(visit.request, smallForm)
  const typed = { food: field(form, 'food'), note: field(form, 'note') }
  const words = checkClaim(typed, food => context.pack.food(food) !== undefined)
  if ('problem' in words) throw new AppError(400, words.problem)
  if (words.food !== null && words.food === entry.food) {
    throw new AppError(400, 'That is what it counts as already.')
  }
  const claim = { ...words, catchId: entry.id, playerId: entry.playerId, now: context.clock() }
  refuseLate(await saveClaim(context.db, claim, markClaimed))
  if (!visit.partial) return seeOther(catchAddress(entry.id))
  return renderAnswer(context, visit, await loadOwnCatch(context, visit))
}
