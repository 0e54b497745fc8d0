import { labelledPhotos } from '../../dataset/index.ts'
import type { Db } from '../../db/open.ts'
import type { BaseSet } from '../base-set.ts'
import { type MergedSet, mergeSets, type UsedPhoto } from './merge.ts'

/** Embeddings of the event's labelled photos as they are now, by id of the catch or example. */
export async function embeddingsOf(db: Db, eventId: string): Promise<Map<string, Float32Array>> {
  return new Map((await labelledPhotos(db, eventId)).map(({ id, embedding }) => [id, embedding]))
}

/** The base set with these photos of the event. */
export const loadMerged = async (
  db: Db,
  eventId: string,
  base: BaseSet,
  pack: string,
  photos: readonly UsedPhoto[],
): Promise<MergedSet> => mergeSets(db, base, pack, photos, await embeddingsOf(db, eventId))
