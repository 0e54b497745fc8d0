import { count } from '../../../views/parts/words.ts'
import type { Context } from '../../context.ts'
import { timeText } from '../../game/times.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { isPinned, type Version } from '../store.ts'
import { onlookerOf, tally, watchedUntil } from '../watch/rules.ts'
import { differences } from '../watch/store.ts'

/** How the version before is doing beside the champion; null where it does not look on. */
export async function watchWords(
  { db, pack, clock }: Context,
  visit: OrganiserVisit,
  champion: Version,
): Promise<string[] | null> {
  const until = watchedUntil(champion)
  const onlooker = onlookerOf(champion, await isPinned(db, pack.id), clock())
  if (onlooker === null || until === null) return null
  const counts = tally(await differences(db, champion))
  const { served, unchecked } = counts
  const all = served + counts.onlooker
  return [
    `Until ${timeText(visit.event.timeZone)(until)} ${onlooker} looks on and answers nobody; should it prove better, it comes back by itself.`,
    all === 0
      ? 'So far the two have said the same.'
      : `They differed on photos of ${count(all, 'player')}: this one was right on ${served - unchecked}, the other on ${counts.onlooker}, and ${unchecked} nobody has checked yet.`,
  ]
}
