import { bytesOf, floatsOf } from '../../dataset/embedding.ts'
import type { Db } from '../../db/open.ts'
import type { Split } from '../photo-index.ts'

/** Where a photo's embedding is kept: beside its prediction, or with the example it is. */
export interface Owner {
  origin: 'catch' | 'example'
  photoId: string
}

/** What one statement may ask for. */
const most = 2000

/** Embeddings by photo; of a photo that was erased there is none. */
export async function embeddingsOf(db: Db, owners: readonly Owner[]): Promise<Map<string, Float32Array>> {
  const found = new Map<string, Float32Array>()
  for (let start = 0; start < owners.length; start += most) {
    const some = owners.slice(start, start + most)
    const ids = (of: Owner['origin']) =>
      some.filter(({ origin }) => origin === of).map(({ photoId }) => photoId)
    const rows = [
      ...(await db
        .selectFrom('prediction')
        .select(['photo_id as id', 'embedding'])
        .where('photo_id', 'in', ids('catch'))
        .execute()),
      ...(await db
        .selectFrom('example')
        .select(['id', 'embedding'])
        .where('id', 'in', ids('example'))
        .execute()),
    ]
    for (const { id, embedding } of rows) found.set(id, floatsOf(embedding))
  }
  return found
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

/** Photos that versions which are kept were fitted on, as far as they are there. */
export async function taughtEmbeddings(db: Db, pack: string): Promise<Float32Array[]> {
  const taught = (origin: Owner['origin']) =>
    db
      .selectFrom('model_example')
      .innerJoin('model', 'model.version', 'model_example.version')
      .select('example_id')
      .where('model.pack', '=', pack)
      .where('split', '=', 'train')
      .where('model_example.origin', '=', origin)
  const catches = await db
    .selectFrom('catch')
    .innerJoin('prediction', 'prediction.photo_id', 'catch.photo_id')
    .select('prediction.embedding')
    .where('catch.id', 'in', taught('catch'))
    .execute()
  const examples = await db
    .selectFrom('example')
    .select('embedding')
    .where('id', 'in', taught('example'))
    .execute()
  return [...catches, ...examples].map(({ embedding }) => floatsOf(embedding))
}

/** Near-duplicate groups of this event that a version was fitted on. */
export async function taughtGroups(db: Db, version: string): Promise<string[]> {
  const rows = await db
    .selectFrom('model_example')
    .select('look_group as group')
    .distinct()
    .where('version', '=', version)
    .where('split', '=', 'train')
    .execute()
  return rows.map(({ group }) => group)
}

export interface UsedExample {
  origin: 'catch' | 'example'
  id: string
  label: string
  split: string
  group: string
  /** null where the photo has gone since. */
  photoId: string | null
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
      .where('model_example.origin', '=', origin)
  const catches = await used('catch')
    .leftJoin('catch', 'catch.id', 'example_id')
    .select('catch.photo_id as photoId')
    .execute()
  const examples = await used('example')
    .leftJoin('example', 'example.id', 'example_id')
    .select('example.id as photoId')
    .execute()
  return [
    ...catches.map(row => ({ ...row, origin: 'catch' as const })),
    ...examples.map(row => ({ ...row, origin: 'example' as const })),
  ]
}
