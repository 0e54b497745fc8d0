import type { Transaction } from 'kysely'
import { type Arriving, groupAmong, photosSharing } from '../catching/index.ts'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import { bandsOf } from '../photos/look.ts'
import type { AddedExample, NewExample } from './add-example.ts'
import { bytesOf, floatsOf } from './embedding.ts'
import { examplesSharing } from './look-alike-store.ts'

/** An example whose files are on disk. */
export interface Kept extends Omit<NewExample, 'bytes'>, Arriving {
  fingerprint: string
  look: string
  /** Of the kept copy, in pixels. */
  width: number
  height: number
  /** Size of the kept copy. */
  bytes: number
  now: number
}

/** Photos of one food that a burst of shots of one plate may be spread over. */
const burst = 12

/** Stores the row with its near-duplicate group, or tells which example is this very picture. */
export async function insertExample(db: Db, example: Kept): Promise<AddedExample> {
  return await db.transaction().execute(async tx => {
    const before = await findByPicture(tx, example.eventId, example.fingerprint)
    if (before) return { outcome: 'same', ...before }
    const group = await groupOf(tx, example)
    await tx
      .insertInto('example')
      .values({
        id: example.id,
        event_id: example.eventId,
        label: example.label,
        kind: example.kind,
        split: example.split,
        source: example.source,
        fingerprint: example.fingerprint,
        width: example.width,
        height: example.height,
        bytes: example.bytes,
        look: example.look,
        look_group: group,
        backbone: example.backbone,
        embedding: bytesOf(example.embedding),
        added_by: example.addedBy,
        created_at: example.now,
      })
      .execute()
    await tx
      .insertInto('example_band')
      .values(
        bandsOf(example.look).map(band => ({ event_id: example.eventId, band, example_id: example.id })),
      )
      .execute()
    return { outcome: 'stored', id: example.id, label: example.label, group }
  })
}

/** The group of the first near-duplicate among examples and players' photos, or the one it is said to be of. */
async function groupOf(tx: Transaction<Database>, example: Kept): Promise<string> {
  const near = [
    ...(await examplesSharing(tx, example)),
    ...(await latestOf(tx, example)),
    ...(await photosSharing(tx, example)),
  ]
  return groupAmong(example, near) ?? example.group ?? example.id
}

/** The last ones of the same label: photos that are dropped together often show one plate. */
async function latestOf(tx: Transaction<Database>, example: Kept) {
  const rows = await tx
    .selectFrom('example')
    .select(['look', 'look_group as group', 'embedding'])
    .where('event_id', '=', example.eventId)
    .where('label', '=', example.label)
    .where('backbone', '=', example.backbone)
    .orderBy('id', 'desc')
    .limit(burst)
    .execute()
  return rows.map(row => ({ ...row, embedding: floatsOf(row.embedding) }))
}

/** Which example of this event is this very picture. */
export async function findByPicture(
  db: Db,
  eventId: string,
  fingerprint: string,
): Promise<{ id: string; label: string; group: string } | null> {
  const row = await db
    .selectFrom('example')
    .select(['id', 'label', 'look_group as group'])
    .where('event_id', '=', eventId)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return row ?? null
}

export async function findExample(
  db: Db,
  id: string,
): Promise<{ id: string; eventId: string; label: string } | null> {
  const row = await db
    .selectFrom('example')
    .select(['id', 'event_id as eventId', 'label'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Added photos of one food, newest first. */
export async function examplesOf(
  db: Db,
  eventId: string,
  label: string,
): Promise<{ id: string; group: string; at: number }[]> {
  return await db
    .selectFrom('example')
    .select(['id', 'look_group as group', 'created_at as at'])
    .where('event_id', '=', eventId)
    .where('kind', '=', 'food')
    .where('label', '=', label)
    .orderBy('id', 'desc')
    .execute()
}

/** Which of these are examples: their files are not orphans. */
export async function examplesAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('example').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(row => row.id))
}

/** Of these, examples go from a database that was restored without their files. Returns how many. */
export async function dropExamples(db: Db, ids: readonly string[]): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('example').where('id', 'in', ids).executeTakeFirst()
  return Number(numDeletedRows)
}
