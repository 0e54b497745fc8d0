import type { Context } from '../../context.ts'
import { wordsForPlayer } from './decisions.ts'
import { reviewOf } from './review-store.ts'

/** What a reviewer found on a player's photo; null until one has looked. */
export async function reviewWords(
  context: Pick<Context, 'db' | 'pack'>,
  catchId: string,
): Promise<string | null> {
  const decision = await reviewOf(context.db, catchId)
  return decision && wordsForPlayer(decision, context.pack)
}
