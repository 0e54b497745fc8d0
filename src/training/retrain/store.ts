import { bytesOf, floatsOf } from '../../dataset/embedding.ts'
import type { Db } from '../../db/open.ts'
import type { Split } from '../photo-index.ts'

/** Where a photo's embedding is kept: beside its prediction, or with the example it is. */
export interface Owner {
  origin: 'catch' | 'example'
  photoId: string
}

/** Ids of photos whose crops are there. */
export async function photosWithCrops(db: Db): Promise<Set<string>> {
  const [predictions, examples] = [
    await db.selectFrom('prediction').select('photo_id as id').where('crops', 'is not', null).execute(),
    await db.selectFrom('example').select('id').where('crops', 'is not', null).execute(),
  ]
  return new Set([...predictions, ...examples].map(({ id }) => id))
}

/** The crops of one photo as they are kept; null where there are none, or the photo is gone. */
export async function cropsOf(db: Db, { origin, photoId }: Owner): Promise<Uint8Array | null> {
  const row =
    origin === 'catch'
      ? await db.selectFrom('prediction').select('crops').where('photo_id', '=', photoId).executeTakeFirst()
      : await db.selectFrom('example').select('crops').where('id', '=', photoId).executeTakeFirst()
  return row?.crops ?? null
}

export interface Embedded extends Owner {
  crops: Uint8Array
}

export async function keepCrops(db: Db, photos: readonly Embedded[]): Promise<void> {
  await db.transaction().execute(async tx => {
    for (const { origin, photoId, crops } of photos) {
      if (origin === 'catch')
        await tx.updateTable('prediction').set({ crops }).where('photo_id', '=', photoId).execute()
      else await tx.updateTable('example').set({ crops }).where('id', '=', photoId).execute()
    }
  })
}

/** Another backbone's embedding in place of the one that was; crops were the old one's too. */
export async function keepEmbedding(
  db: Db,
  { origin, photoId }: Owner,
  backbone: string,
  embedding: Float32Array,
): Promise<void> {
  const values = { backbone, embedding: bytesOf(embedding), crops: null }
  if (origin === 'catch')
    await db.updateTable('prediction').set(values).where('photo_id', '=', photoId).execute()
  else await db.updateTable('example').set(values).where('id', '=', photoId).execute()
}

/** What each near-duplicate group was used for by versions that are kept. */
export async function earlierUses(db: Db, pack: string): Promise<Map<string, Split>> {
  const rows = await db
    .selectFrom('model_example')
    .innerJoin('model', 'model.version', 'model_example.version')
    .select(['look_group as group', 'split'])
    .distinct()
    .where('model.pack', '=', pack)
    .execute()
  const uses = new Map<string, Split>()
  // Should a group ever have been on two sides, what has taught cannot judge.
  const weight: Record<Split, number> = { test: 0, calibration: 1, train: 2 }
  for (const { group, split } of rows as { group: string; split: Split }[]) {
    const known = uses.get(group)
    if (!known || weight[split] > weight[known]) uses.set(group, split)
  }
  return uses
}

/** Ids of catches and examples whose label somebody has looked at again, and found right as it is. */
export async function confirmedLabels(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('doubt')
    .select(e => [e.fn.coalesce('catch_id', 'example_id').as('id'), 'label'])
    .where('confirmed_at', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, label }) => [id ?? '', label]))
}

interface NewDoubt {
  origin: 'catch' | 'example'
  id: string
  label: string
  looksLike: string
  share: number
}

/** Notes which labels were left out this time; what somebody has confirmed stays confirmed. */
export async function noteDoubts(db: Db, doubts: readonly NewDoubt[], now: number): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx.deleteFrom('doubt').where('confirmed_at', 'is', null).execute()
    for (const { origin, id, label, looksLike, share } of doubts) {
      const table = origin === 'catch' ? 'catch' : 'example'
      // It may have been erased since the photos were gathered.
      if (!(await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst())) continue
      const key = origin === 'catch' ? { catch_id: id, example_id: null } : { catch_id: null, example_id: id }
      const found = {
        label,
        looks_like: looksLike,
        share,
        found_at: now,
        confirmed_at: null,
        confirmed_by: null,
      }
      await tx
        .insertInto('doubt')
        .values({ ...key, ...found })
        .onConflict(conflict =>
          conflict.column(origin === 'catch' ? 'catch_id' : 'example_id').doUpdateSet(found),
        )
        .execute()
    }
  })
}

export interface UsedExample {
  origin: 'catch' | 'example'
  id: string
  label: string
  split: string
  group: string
  /** Both null where the photo has gone since. */
  photoId: string | null
  embedding: Float32Array | null
}

/** What a version was fitted, calibrated and judged on, as it was labelled then. */
export async function usedExamples(db: Db, version: string): Promise<UsedExample[]> {
  const used = (origin: UsedExample['origin']) =>
    db
      .selectFrom('model_example')
      .select([
        'example_id as id',
        'model_example.label',
        'model_example.split',
        'model_example.look_group as group',
      ])
      .where('version', '=', version)
      .where('origin', '=', origin)
  const catches = await used('catch')
    .leftJoin('catch', 'catch.id', 'example_id')
    .leftJoin('prediction', 'prediction.photo_id', 'catch.photo_id')
    .select(['catch.photo_id as photoId', 'prediction.embedding'])
    .execute()
  const examples = await used('example')
    .leftJoin('example', 'example.id', 'example_id')
    .select(['example.id as photoId', 'example.embedding'])
    .execute()
  const rows = [
    ...catches.map(row => ({ ...row, origin: 'catch' as const })),
    ...examples.map(row => ({ ...row, origin: 'example' as const })),
  ]
  return rows.map(row => ({ ...row, embedding: row.embedding && floatsOf(row.embedding) }))
}
