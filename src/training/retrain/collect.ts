import { z } from 'zod'
import { listedPhotos } from '../../dataset/index.ts'
import type { Db } from '../../db/open.ts'
import { kinds, splits } from '../photo-index.ts'

const photo = z.object({
  origin: z.enum(['catch', 'example']),
  id: z.string(),
  /** Names its files. */
  photoId: z.string(),
  label: z.string(),
  kind: z.enum(kinds),
  /** Of near-duplicates. */
  group: z.string(),
  audited: z.boolean(),
  split: z.enum(splits).nullable(),
  playerId: z.string().nullable(),
  /** What made its embedding: id and variant. */
  backbone: z.string(),
})
export type CollectedPhoto = z.infer<typeof photo>

export const collectedSchema = z.object({
  /** Milliseconds since 1970: what is settled later waits for the next night. */
  at: z.number(),
  photos: z.array(photo),
})
export type Collected = z.infer<typeof collectedSchema>

/** Every labelled photo of the event as it stands now; whatever is decided during the night changes nothing of it. */
export async function collect(db: Db, eventId: string, now: number): Promise<Collected> {
  return collectedSchema.parse({ at: now, photos: await listedPhotos(db, eventId) })
}
