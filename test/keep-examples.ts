import { bytesOf } from '../src/dataset/embedding.ts'
import type { Db } from '../src/db/open.ts'

/** Labelled photos of an event that somebody added, as rows alone; those that are there already stay. */
export async function keepExamples(db: Db, eventId: string, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await db
      .insertInto('example')
      .values({
        ...{ id, event_id: eventId, label: 'laksa', kind: 'food', split: null, source: 'organiser' },
        ...{ fingerprint: id, width: 1, height: 1, bytes: 1, look: null, look_group: id },
        ...{ backbone: 'b1', embedding: new Uint8Array(4), added_by: null, created_at: 1 },
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

/** The same, with embeddings that lie along axes of their own: [4]. */
export async function keepAlongAxes(db: Db, eventId: string, ids: readonly string[]): Promise<void> {
  await keepExamples(db, eventId, ids)
  for (const [axis, id] of ids.entries()) {
    const embedding = bytesOf(Float32Array.from({ length: 4 }, (_, i) => Number(i === axis)))
    await db.updateTable('example').set({ embedding }).where('id', '=', id).execute()
  }
}
