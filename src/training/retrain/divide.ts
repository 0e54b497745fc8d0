import { z } from 'zod'
import type { Db } from '../../db/open.ts'
import { earlierUses, taughtEmbeddings } from '../../registry/index.ts'
import { type BaseSet, embeddingOf } from '../base-set.ts'
import { wholeRows } from '../dataset.ts'
import { kinds, type Split, splits } from '../photo-index.ts'
import type { CollectedPhoto } from './collect.ts'
import { withoutCrowds } from './defend.ts'
import { type Candidate, type LeftOut, leftOutReasons, splitPhotos } from './split.ts'

export const dividedSchema = z.object({
  /** In the order they are learned from. */
  examples: z.array(
    z.object({
      origin: z.enum(['catch', 'example']),
      id: z.string(),
      photoId: z.string(),
      label: z.string(),
      kind: z.enum(kinds),
      group: z.string(),
      use: z.enum(splits),
    }),
  ),
  /** The version that served then. */
  champion: z.string(),
  /** How many photos were left out, by reason. */
  leftOut: z.partialRecord(z.enum(leftOutReasons), z.number()),
})
export type Divided = z.infer<typeof dividedSchema>

interface Division {
  db: Db
  pack: string
  photos: readonly CollectedPhoto[]
  /** By photo. */
  embeddings: ReadonlyMap<string, Float32Array>
  base: BaseSet
  /** The version that serves now. */
  champion: string
  /** Ids of photos that could not be embedded. */
  gone: readonly string[]
  defences: boolean
}

/** What each photo is for, and which are left out. */
export async function divide(division: Division): Promise<Divided> {
  const { db, pack, photos, embeddings, base, gone, champion, defences } = division
  const candidates = photos.flatMap((photo): Candidate[] => {
    const embedding = gone.includes(photo.id) ? undefined : embeddings.get(photo.photoId)
    return embedding ? [{ ...photo, embedding }] : []
  })
  const whole = (split: Split) => wholeRows(base, split).map(row => embeddingOf(base, row))
  const split = splitPhotos({
    photos: candidates,
    base: { train: whole('train'), calibration: whole('calibration'), test: whole('test') },
    before: await earlierUses(db, pack),
    taught: await taughtEmbeddings(db, pack),
    onePerGroup: defences,
  })
  const crowds = defences ? withoutCrowds(split.examples) : { kept: split.examples, leftOut: [] }
  const leftOut: LeftOut[] = [
    ...split.leftOut,
    ...crowds.leftOut,
    ...gone.map((id): LeftOut => ({ id, reason: 'gone' })),
  ]
  const photoIds = new Map(photos.map(({ id, photoId }) => [id, photoId]))
  return dividedSchema.parse({
    examples: crowds.kept.map(example => ({ ...example, photoId: photoIds.get(example.id) })),
    champion,
    leftOut: Object.fromEntries(
      [...Map.groupBy(leftOut, ({ reason }) => reason)].map(([reason, all]) => [reason, all.length]),
    ),
  })
}
