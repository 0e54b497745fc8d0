import type { JobContext } from '../../jobs/job.ts'
import {
  addCandidate,
  findVersion,
  promote,
  prune,
  removeVersion,
  writeVersion,
} from '../../registry/index.ts'
import { historySvg } from '../history-svg.ts'
import type { JudgedCandidate } from './formats.ts'
import type { UsedPhoto } from './merge.ts'

/** What became of a version: see promoteOrNot. */
export const promotedOrNot = ['promoted', 'refused', 'pinned', 'moved', 'served'] as const
export type Promoted = (typeof promotedOrNot)[number]

interface Promoting {
  job: string
  backboneId: string
  judged: JudgedCandidate
  examples: readonly UsedPhoto[]
}

/**
 * Keeps a version: its folder whole, then its row with what it learned from, then the champion pointer where the gate
 * let it pass. Done again after a kill, it does what is missing. Throws AppError 409, and keeps nothing, where a photo it
 * used is gone since.
 *
 * pinned: somebody keeps today's model; moved: another was put to use meanwhile; served: this very version has served
 * before, and who took it away had a reason, so a person has to bring it back.
 */
export async function promoteOrNot(context: JobContext, promoting: Promoting): Promise<Promoted> {
  const result = await keep(context, promoting)
  const { pack } = promoting.judged.model.card
  await prune(context.db, context.config.home, pack, context.clock())
  return result
}

async function keep(
  { db, config, clock }: JobContext,
  { job, backboneId, judged: { model, photos, report, text }, examples }: Promoting,
): Promise<Promoted> {
  const { card } = model
  const learned = examples.filter(({ id }) => photos.includes(id))
  const cardSha256 = await writeVersion(config.home, model, [
    { name: 'card.md', content: text },
    { name: 'history.svg', content: historySvg(card.history) },
  ])
  const stored = await addCandidate(db, {
    ...{ version: card.version, pack: card.pack, cardSha256, jobId: job },
    comparedWith: report.champion,
    report: JSON.stringify(report),
    status: report.passed ? 'candidate' : 'rejected',
    examples: learned.map(({ origin, id, label, use, group }) => ({
      ...{ origin, exampleId: id, label, split: use, group },
    })),
    now: clock(),
  }).catch(async error => {
    // Not as it learned from what is gone.
    if (!(await findVersion(db, card.version))) await removeVersion(config.home, card.version)
    throw error
  })
  if (!report.passed) return 'refused'
  if (stored.promotedAt !== null && stored.status !== 'champion') return 'served'
  const outcome = await promote({ db, home: config.home, backboneId }, card.version, {
    by: 'gate',
    now: clock(),
  })
  return outcome === 'already' ? 'promoted' : outcome
}
