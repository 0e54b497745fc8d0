import type { Db } from '../../src/db/open.ts'
import { birthOf } from '../../src/jobs/process.ts'
import { insertJob } from '../../src/jobs/store.ts'

/** A night job that this very process seems to work at, so that nobody takes it over or starts another. */
export async function keepRunningJob(
  db: Db,
  at: { step?: string; done?: number; total?: number } = {},
): Promise<string> {
  const id = Bun.randomUUIDv7()
  const now = Date.now()
  const job = {
    id,
    name: 'nightly-retrain',
    owner: 'test',
    requestedBy: 'schedule',
    settings: null,
    now,
  } as const
  await insertJob(db, job)
  await db
    .updateTable('job')
    .set({ ...at, pid: process.pid, born: birthOf(process.pid) })
    .where('id', '=', id)
    .execute()
  return id
}

/** Ends it, as its process would. */
export async function endJob(db: Db, id: string, state: string, outcome: object): Promise<void> {
  const ended = { state, outcome: JSON.stringify(outcome), ended_at: Date.now() }
  await db.updateTable('job').set(ended).where('id', '=', id).execute()
}
