import type { Context } from '../../context.ts'
import { timeText } from '../../game/times.ts'
import { t } from '../../web/languages/words.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { findFiles } from '../model-folder.ts'
import type { Version } from '../store.ts'
import { compareVersions } from '../watch/compare.ts'
import type { Tally } from '../watch/rules.ts'
import { findOnlooker } from '../watch/store.ts'

/** How the version before is doing beside the champion; null where it does not look on. */
export async function watchWords(
  context: Context,
  visit: OrganiserVisit,
  champion: Version,
  nameOf: (version: string) => string,
): Promise<string[] | null> {
  const watched = await findOnlooker(context.db, champion, context.clock())
  if (watched === null) return null
  const { onlooker, until } = watched
  const counts = await compareVersions(context, champion, onlooker)
  // One that was damaged since the workers took it could not come back.
  if (counts === null || !(await findFiles(context.config.home, onlooker))) return null
  return [
    t`Until ${timeText(visit.event.timeZone)(until)} “${nameOf(onlooker.version)}” looks on and answers nobody; should it prove better, it comes back by itself.`,
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
