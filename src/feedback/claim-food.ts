import { catchAddress, loadOwnCatch, markClaimed, renderAnswer, unmarkClaimed } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import { t } from '../web/languages/words.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { tooLate } from './give-feedback.ts'
import { checkClaim } from './rules.ts'
import { saveClaim, saveFeedback } from './store.ts'

/** POST /catches/:id/claim: "it is really …", for a reviewer to settle. */
export async function claimFood(context: Context, visit: PlayerVisit): Promise<Response> {
  const entry = await loadOwnCatch(context, visit)
  const form = await readForm(visit.request, smallForm)
  const typed = { food: form.has('food') ? field(form, 'food') : null, note: field(form, 'note') }
  const words = checkClaim(typed, food => context.pack.food(food) !== undefined)
  if ('problem' in words) return renderAnswer(context, visit, entry, { status: 400, problem: words.problem })
  if (words.food !== null && words.food === entry.food) {
    return renderAnswer(context, visit, entry, {
      status: 400,
      problem: t`That is what it counts as already.`,
    })
  }
  const word = { catchId: entry.id, playerId: entry.playerId, now: context.clock() }
  // Another food without a name is an answer, and nothing that a reviewer could approve.
  const said =
    words.food === null && words.note === null
      ? await saveFeedback(context.db, { ...word, answer: 'other' }, unmarkClaimed)
      : await saveClaim(context.db, { ...word, ...words }, markClaimed)
  const problem = tooLate(said)
  if (problem) return renderAnswer(context, visit, entry, { status: 409, problem })
  if (!visit.partial) return seeOther(catchAddress(entry.id))
  return renderAnswer(context, visit, await loadOwnCatch(context, visit))
}
