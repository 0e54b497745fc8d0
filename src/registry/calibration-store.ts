import { floatsOf } from '../dataset/embedding.ts'
import type { Db } from '../db/open.ts'
import type { LocalPhoto } from '../training/menu/menu-photos.ts'

/** A version's own calibration photos that came in here and are still there; the pack's stand in its base set. */
export async function calibrationPhotos(
  db: Db,
  version: string,
  foods: readonly string[],
): Promise<LocalPhoto[]> {
  const used = db
    .selectFrom('model_example')
    .where('model_example.version', '=', version)
    .where('model_example.split', '=', 'calibration')
    .orderBy('model_example.example_id')
  const columns = ['model_example.label', 'model_example.look_group as group'] as const
  const sent = await used
    .where('model_example.origin', '=', 'catch')
    .innerJoin('catch', 'catch.id', 'model_example.example_id')
    .innerJoin('prediction', 'prediction.photo_id', 'catch.photo_id')
    .select([...columns, 'prediction.embedding'])
    .execute()
  const added = await used
    .where('model_example.origin', '=', 'example')
    .innerJoin('example', 'example.id', 'model_example.example_id')
    .select([...columns, 'example.embedding'])
    .execute()
  return [...sent, ...added].map(({ label, group, embedding }) => ({
    label,
    kind: foods.includes(label) ? 'food' : 'outlier',
    // A photo of ours is never a near-duplicate of one of the pack's with the same number.
    group: `local/${group}`,
    embedding: floatsOf(embedding),
  }))
}
