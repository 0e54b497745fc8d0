import type { Db } from '../db/open.ts'
import { toLearnFrom } from './lots.ts'
import { listedPhotos } from './store.ts'

/** What a still-learning food has gathered here: different photos to learn from, by food or kind of outlier. */
export const photosByFood = async (db: Db, eventId: string): Promise<Map<string, number>> =>
  toLearnFrom(await listedPhotos(db, eventId))
