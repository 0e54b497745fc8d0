import { floatsOf } from '../dataset/embedding.ts'
import type { Db } from '../db/open.ts'
import type { LocalPhoto } from '../training/menu/menu-photos.ts'
import type { Split } from '../training/photo-index.ts'

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
  const taught = (origin: UsedExample['origin']) =>
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
