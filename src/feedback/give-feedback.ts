import { catchAddress, loadOwnCatch, renderAnswer, unmarkClaimed } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import { t } from '../web/languages/words.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { plainAnswers } from './rules.ts'
import { saveFeedback } from './store.ts'

/** POST /catches/:id/feedback: yes, no, or not food. "It is really …" is a claim (claim-food.ts). */
export async function giveFeedback(context: Context, visit: PlayerVisit): Promise<Response> {
  const entry = await loadOwnCatch(context, visit)
  const form = await readForm(visit.request, smallForm)
  const answer = plainAnswers.find(word => word === field(form, 'answer'))
  if (!answer) throw new AppError(400, phrase`Say yes, no, or what it really is.`)
  if (answer === 'yes' && entry.food === null)
    throw new AppError(400, phrase`There is nothing to say yes to here.`)
  const word = { catchId: entry.id, playerId: entry.playerId, answer, now: context.clock() }
  const problem = tooLate(await saveFeedback(context.db, word, unmarkClaimed))
  if (problem) return renderAnswer(context, visit, entry, { status: 409, problem })
  if (!visit.partial) return seeOther(catchAddress(entry.id))
  return renderAnswer(context, visit, await loadOwnCatch(context, visit))
}

/** Why a word was not stored, for its player; null where it was. */
export function tooLate(said: Awaited<ReturnType<typeof saveFeedback>>): string | null {
  switch (said) {
    case 'stored':
      return null
    case 'settled':
      return t`The organiser has already looked at this photo.`
    case 'too late':
      return t`You said so more than 15 minutes ago, so it stays as it is.`
    default:
      return said satisfies never
  }
}
