import { confirmedLabels, type Doubt, noteDoubts } from '../../dataset/index.ts'
import type { Db } from '../../db/open.ts'
import type { BaseSet } from '../base-set.ts'
import { enoughToLearn } from '../claim-foods.ts'
import { wholeRows } from '../dataset.ts'
import { doubtLabels } from '../label-doubts.ts'
import type { Progress } from '../progress.ts'
import type { FitSettings } from '../settings.ts'
import { countFoods } from '../training-photos.ts'
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

interface Doubted {
  /** Of the photo, in the set. */
  row: number
  doubt: Omit<Doubt, 'teaches'>
}

/**
 * Leaves out photos that teach and whose label is likely wrong, and notes them for whoever looks at the dataset page. What
 * somebody has looked at again and found right stays, and what an organiser has added of a food that is new here: they
 * know what it looks like, the model does not. A food that today's model knows does not go for a doubt: where too few of
 * its photos were left, those in doubt teach on until somebody has looked.
 */
export async function withoutDoubtful(
  { db, dealt, merged: { set, photoIds }, claimed, settings, now }: Doubting,
  progress: Progress,
): Promise<Divided> {
  const byPhoto = new Map(dealt.examples.map(example => [example.photoId, example]))
  const found = await doubtLabels(set, claimed, settings, progress)
  // Asked last: somebody may have looked meanwhile.
  const confirmed = await confirmedLabels(db)
  const doubted = found.flatMap(({ row, looksLike, probability }): Doubted[] => {
    const example = byPhoto.get(photoIds[row] ?? '')
    if (!example || confirmed.get(example.id) === example.label) return []
    const { origin, id, label } = example
    if (origin === 'example' && example.kind === 'food' && !claimed.includes(label)) return []
    return [{ row, doubt: { origin, id, label, looksLike, share: probability } }]
  })
  const lost = foodsLost(set, new Set(doubted.map(({ row }) => row)), settings)
  const doubts = doubted.map(({ doubt }) => ({
    ...doubt,
    teaches: claimed.includes(doubt.label) && lost.has(doubt.label),
  }))
  await noteDoubts(db, doubts, now)
  const doubtful = new Set(doubts.filter(({ teaches }) => !teaches).map(({ id }) => id))
  return {
    ...dealt,
    examples: dealt.examples.filter(({ id }) => !doubtful.has(id)),
    leftOut: doubtful.size > 0 ? { ...dealt.leftOut, doubtful: doubtful.size } : dealt.leftOut,
  }
}

/** Foods with photos enough to be learned from, but for these rows. */
function foodsLost(set: BaseSet, without: ReadonlySet<number>, settings: FitSettings): Set<string> {
  const teaching = wholeRows(set, 'train')
  const learnable = (rows: readonly number[]) => {
    const photos = countFoods(rows.flatMap(row => set.examples[row] ?? []))
    return new Set([...photos].flatMap(([food, its]) => (enoughToLearn(its, settings) ? [food] : [])))
  }
  return learnable(teaching).difference(learnable(teaching.filter(row => !without.has(row))))
}
