import type { Db } from '../db/open.ts'
import { bytesOf, floatsOf } from './embedding.ts'

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
