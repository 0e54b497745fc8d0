import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { catchAddress } from './addresses.ts'
import { renderAnswer } from './answer.tsx'
import { loadOwnCatch } from './own-catch.ts'
import { settleChoice } from './store.ts'

/** POST /catches/:id/choose: the player's pick among the foods under "One of these?". */
export async function chooseFood(context: Context, visit: PlayerVisit): Promise<Response> {
  const entry = await loadOwnCatch(context, visit)
  const food = field(await readForm(visit.request, smallForm), 'food')
  const offered = entry.prediction.candidates.some(candidate => candidate.offered && candidate.food === food)
  if (!offered || !context.pack.food(food)) throw new AppError(400, phrase`Pick one of the foods shown.`)

  const choice = { catchId: entry.id, playerId: entry.playerId, food, now: context.clock() }
  await settleChoice(context.db, context.pack, choice)
  const settled = await loadOwnCatch(context, visit)
  // Whoever taps twice, or taps again after the Wi-Fi came back, chose the same.
  if (settled.food !== food)
    throw new AppError(409, phrase`This photo is settled already, so you cannot choose again.`)
  return visit.partial ? renderAnswer(context, visit, settled) : seeOther(catchAddress(entry.id))
}
