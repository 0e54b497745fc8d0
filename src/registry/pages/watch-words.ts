import type { Context } from '../../context.ts'
import { timeText } from '../../game/times.ts'
import { t } from '../../web/languages/words.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { isPinned, type Version } from '../store.ts'
import { onlookerOf, type Tally, tally, watchedUntil } from '../watch/rules.ts'
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
  return [
    t`Until ${timeText(visit.event.timeZone)(until)} ${onlooker} looks on and answers nobody; should it prove better, it comes back by itself.`,
    differedWords(counts),
  ]
}

function differedWords({ served, onlooker, unchecked }: Tally): string {
  const [players, right] = [served + onlooker, served - unchecked]
  if (players === 0) return t`So far the two have said the same.`
  return players === 1
    ? t`They differed on photos of 1 player: this one was right on ${right}, the other on ${onlooker}, and ${unchecked} nobody has checked yet.`
    : t`They differed on photos of ${players} players: this one was right on ${right}, the other on ${onlooker}, and ${unchecked} nobody has checked yet.`
}
