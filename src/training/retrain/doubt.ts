import { confirmedLabels, type Doubt, noteDoubts } from '../../dataset/index.ts'
import type { Db } from '../../db/open.ts'
import { doubtLabels } from '../label-doubts.ts'
import type { Progress } from '../progress.ts'
import type { FitSettings } from '../settings.ts'
import type { Divided } from './divide.ts'
import type { MergedSet } from './merge.ts'

interface Doubting {
  db: Db
  dealt: Divided
  /** The photos that were dealt, with the base set. */
  merged: MergedSet
  /** Foods today's model claims. */
  claimed: readonly string[]
  settings: FitSettings
  now: number
}

/**
 * Leaves out photos that teach and whose label is likely wrong, and notes them for whoever looks at the dataset page. What
 * somebody has looked at again and found right stays, and what an organiser has added of a food that is new here: they
 * know what it looks like, the model does not.
 */
export async function withoutDoubtful(
  { db, dealt, merged: { set, photoIds }, claimed, settings, now }: Doubting,
  progress: Progress,
): Promise<Divided> {
  const byPhoto = new Map(dealt.examples.map(example => [example.photoId, example]))
  const found = await doubtLabels(set, claimed, settings, progress)
  // Asked last: somebody may have looked meanwhile.
  const confirmed = await confirmedLabels(db)
  const doubts = found.flatMap(({ row, looksLike, probability }): Doubt[] => {
    const example = byPhoto.get(photoIds[row] ?? '')
    if (!example || confirmed.get(example.id) === example.label) return []
    const { origin, id, label } = example
    if (origin === 'example' && example.kind === 'food' && !claimed.includes(label)) return []
    return [{ origin, id, label, looksLike, share: probability }]
  })
  await noteDoubts(db, doubts, now)
  const doubtful = new Set(doubts.map(({ id }) => id))
  return {
    ...dealt,
    examples: dealt.examples.filter(({ id }) => !doubtful.has(id)),
    leftOut: doubts.length > 0 ? { ...dealt.leftOut, doubtful: doubts.length } : dealt.leftOut,
  }
}
