import type { Db } from '../db/open.ts'
import { earlierUses } from '../registry/index.ts'
import { countBy } from '../training/count-by.ts'
import { withoutCrowds } from '../training/retrain/defend.ts'
import { deal } from '../training/retrain/split.ts'
import { openDoubts } from './doubt-store.ts'
import { nearJudged } from './near-judged.ts'
import { type ListedPhoto, listedPhotos } from './store.ts'

/**
 * Of labelled photos, those that the next training would learn from, one of near-duplicates: it leaves out the same
 * ones. Only a photo that nearly matches one of this event that judges, in no group with it, is found by training alone.
 */
export async function teachingAmong(
  db: Db,
  pack: string,
  labelled: readonly ListedPhoto[],
): Promise<ListedPhoto[]> {
  const { chosen } = deal(labelled, await earlierUses(db, pack), true)
  const teaching = chosen.filter(({ use }) => use === 'train')
  const near = await nearJudged(db, pack, teaching)
  const { kept } = withoutCrowds(teaching.filter(({ photoId }) => !near.has(photoId)))
  const doubts = (await openDoubts(db)).filter(({ teaches }) => !teaches)
  const doubted = new Map(doubts.map(({ id, label }) => [id, label]))
  return kept.filter(({ id, label }) => doubted.get(id) !== label)
}

/** How many there are of each food or kind of outlier: what every page counts. */
export const photosByFood = async (
  db: Db,
  pack: string,
  eventId: string,
): Promise<ReadonlyMap<string, number>> =>
  countByFood(await teachingAmong(db, pack, await listedPhotos(db, eventId)))

export const countByFood = (teaching: readonly Pick<ListedPhoto, 'label'>[]): ReadonlyMap<string, number> =>
  countBy(teaching, ({ label }) => label)
