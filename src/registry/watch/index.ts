import { backboneIdIn } from '../../classifier/model-files.ts'
import type { Context } from '../../context.ts'
import { messageOf } from '../../errors.ts'
import { inEnglish } from '../../web/languages/phrase.ts'
import { followChampion } from '../follow-champion.ts'
import { promote } from '../promote.ts'
import { championOf } from '../store.ts'
import { compareVersions } from './compare.ts'
import { isWorse, worseWords } from './rules.ts'
import { findOnlooker } from './store.ts'

/**
 * To be called after photos were settled: rolls the champion back to the one before where that is significantly better,
 * and tells organisers. Never throws: what was settled is settled, whatever becomes of this.
 */
export async function watchChampion(context: Context): Promise<void> {
  try {
    await decide(context)
  } catch (error) {
    context.log.error({ reason: messageOf(error) }, 'the versions of the model could not be compared')
  }
}

async function decide(context: Context): Promise<void> {
  const { db, config, pack, classifier, clock, log } = context
  const champion = await championOf(db, pack.id)
  const watched = await findOnlooker(db, champion, clock())
  if (watched === null) return
  const { onlooker } = watched
  const counts = await compareVersions(context, champion, onlooker)
  if (counts === null || !isWorse(counts)) return
  const backboneId = backboneIdIn(classifier.backbone)
  const reason = worseWords(counts)
  const done = await promote({ db, home: config.home, backboneId }, onlooker.version, {
    by: 'watch',
    from: champion.version,
    notice: { kind: 'rolled back', reason },
    now: clock(),
  })
  if (done !== 'promoted') return
  log.warn(
    { model: champion.version, instead: onlooker.version, ...counts },
    `rolled back: ${inEnglish(reason)}`,
  )
  await followChampion(context)
}
