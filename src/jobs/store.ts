import type { Db } from '../db/open.ts'
import type { JobName, JobState } from './names.ts'

/** A job as it is stored. Times are milliseconds since 1970. */
export interface JobRow {
  id: string
  name: JobName
  state: JobState
  /** What it is at, and how far that is; null before its first step. */
  step: string | null
  done: number
  total: number
  pid: number | null
  /** Names who may write the row. */
  owner: string | null
  /** When the process was born. */
  born: string | null
  /** When it last said that it lives. */
  beat: number
  /** How often it was taken over at this step. */
  tries: number
  /** JSON: what was asked for otherwise than usual. */
  settings: string | null
  /** A user's id, schedule, or terminal. */
  requestedBy: string
  /** JSON: what came of it. */
  outcome: string | null
  createdAt: number
  stepStartedAt: number
  endedAt: number | null
}

const columns = [
  'id',
  'name',
  'state',
  'step',
  'done',
  'total',
  'pid',
  'owner',
  'born',
  'beat',
  'tries',
  'settings',
  'requested_by as requestedBy',
  'outcome',
  'created_at as createdAt',
  'step_started_at as stepStartedAt',
  'ended_at as endedAt',
] as const

const selectJobs = (db: Db) => db.selectFrom('job').select(columns)

/** The table's CHECKs allow no other states, and `insertJob` no other names. */
const rowOf = (row: Omit<JobRow, 'name' | 'state'> & { name: string; state: string }): JobRow => ({
  ...row,
  name: row.name as JobName,
  state: row.state as JobState,
})

export async function findJob(db: Db, id: string): Promise<JobRow | null> {
  const row = await selectJobs(db).where('id', '=', id).executeTakeFirst()
  return row ? rowOf(row) : null
}

export async function runningJob(db: Db, name: JobName): Promise<JobRow | null> {
  const row = await selectJobs(db).where('name', '=', name).where('state', '=', 'running').executeTakeFirst()
  return row ? rowOf(row) : null
}

/** Ids of all that run. */
export async function runningIds(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('job').select('id').where('state', '=', 'running').execute()
  return new Set(rows.map(row => row.id))
}

/** Newest first. */
export async function listJobs(db: Db, most: number): Promise<JobRow[]> {
  const rows = await selectJobs(db).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute()
  return rows.map(rowOf)
}

/** The newest of one name that has ended, in one of these ways. */
export async function lastEnded(
  db: Db,
  name: JobName,
  states: readonly JobState[] = ['done', 'failed', 'cancelled'],
): Promise<JobRow | null> {
  return await newest(selectJobs(db).where('name', '=', name).where('state', 'in', states))
}

/** The newest of one name that was done as usual: no trial with settings of its own. */
export async function lastUsual(db: Db, name: JobName): Promise<JobRow | null> {
  const done = selectJobs(db).where('name', '=', name).where('state', '=', 'done')
  return await newest(done.where('settings', 'is', null))
}

async function newest(jobs: ReturnType<typeof selectJobs>): Promise<JobRow | null> {
  const row = await jobs.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row ? rowOf(row) : null
}

export interface NewJob {
  id: string
  name: JobName
  owner: string
  settings: string | null
  requestedBy: string
  now: number
}

/** Claims the name: false where one of that name runs already, whoever started it. */
export async function insertJob(
  db: Db,
  { id, name, owner, settings, requestedBy, now }: NewJob,
): Promise<boolean> {
  const times = { created_at: now, step_started_at: now, beat: now }
  const result = await db
    .insertInto('job')
    .values({ id, name, state: 'running', owner, settings, requested_by: requestedBy, ...times })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Who may write a row. */
export interface Claim {
  id: string
  owner: string
}

interface Change {
  step: string
  done: number
  total: number
  tries: number
  pid: number | null
  born: string | null
  beat: number
  step_started_at: number
  state: JobState
  outcome: string
  ended_at: number
}

/** Writes where the row is still this owner's and runs; false where it is not: whoever asked has to end. */
export async function change(db: Db, { id, owner }: Claim, values: Partial<Change>): Promise<boolean> {
  const result = await db
    .updateTable('job')
    .set(values)
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Makes the row another's, where it is as it was when somebody found it abandoned. */
export async function takeOver(
  db: Db,
  { id, owner: before, beat }: Pick<JobRow, 'id' | 'owner' | 'beat'>,
  owner: string,
  now: number,
): Promise<boolean> {
  const result = await db
    .updateTable('job')
    .set(e => ({ owner, pid: null, born: null, beat: now, tries: e('tries', '+', 1) }))
    .where('id', '=', id)
    .where('owner', 'is', before)
    .where('beat', '=', beat)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Ends a running job unless it is at one of `but`, which cannot be left half-way. False where it was not ended. */
export async function cancel(db: Db, id: string, but: readonly string[], now: number): Promise<boolean> {
  const result = await db
    .updateTable('job')
    .set({ state: 'cancelled', ended_at: now })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where(e => e.or([e('step', 'is', null), e('step', 'not in', but)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
