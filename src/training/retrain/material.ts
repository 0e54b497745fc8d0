import type { Db } from '../../db/open.ts'
import type { BaseSet } from '../base-set.ts'
import { type MergedSet, mergeSets, type UsedPhoto } from './merge.ts'
import { embeddingsOf } from './store.ts'

/** The base set with these photos of the event: as they were labelled then, whatever has been decided since. */
export const loadMerged = async (
  db: Db,
  base: BaseSet,
  pack: string,
  photos: readonly UsedPhoto[],
): Promise<MergedSet> => mergeSets(db, base, pack, photos, await embeddingsOf(db, photos))
