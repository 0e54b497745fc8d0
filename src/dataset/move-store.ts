import type { Db } from '../db/open.ts'
import { writeAuditLog } from '../ops/audit-store.ts'
import type { Label } from './labels.ts'

export interface Acting {
  eventId: string
  /** Id of the user who does it. */
  actor: string
  /** Names what is done together. */
  batch: string
  now: number
}

export interface Example {
  id: string
  label: string
}

/** What those of these that are examples of the event are labelled. */
export async function labelsOf(db: Db, eventId: string, ids: readonly string[]): Promise<Map<string, Label>> {
  const rows = await db
    .selectFrom('example')
    .select(['id', 'label', 'kind'])
    .where('event_id', '=', eventId)
    .where('id', 'in', ids)
    .execute()
  // The table's CHECK allows no other kinds.
  return new Map(rows.map(({ id, label, kind }) => [id, { label, kind: kind as Label['kind'] }]))
}

/** Examples get another label. Returns the ids of those that had a different one. */
export async function relabelExamples(
  db: Db,
  ids: readonly string[],
  { label, kind }: Label,
  acting: Acting,
): Promise<string[]> {
  return await db.transaction().execute(async tx => {
    const rows = await tx
      .selectFrom('example')
      .select(['id', 'label'])
      .where('event_id', '=', acting.eventId)
      .where('id', 'in', ids)
      .where('label', '!=', label)
      .execute()
    for (const { id, label: from } of rows) {
      await tx.updateTable('example').set({ label, kind }).where('id', '=', id).execute()
      await writeAuditLog(tx, { ...entry(acting, id), action: 'moved', details: { from, to: label } })
    }
    return rows.map(row => row.id)
  })
}

/** Examples go for good; their files are the caller's to remove. Returns those there were. */
export async function deleteExamples(db: Db, ids: readonly string[], acting: Acting): Promise<Example[]> {
  return await db.transaction().execute(async tx => {
    const rows = await tx
      .deleteFrom('example')
      .where('event_id', '=', acting.eventId)
      .where('id', 'in', ids)
      .returning(['id', 'label'])
      .execute()
    for (const { id, label } of rows) {
      await writeAuditLog(tx, { ...entry(acting, id), action: 'taken out', details: { from: label } })
    }
    return rows
  })
}

const entry = ({ eventId, actor, batch, now }: Acting, subject: string) => ({
  ...{ eventId, actor, batch, subject },
  at: now,
})
