import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import { definitions } from './definitions.ts'
import type { JobName } from './names.ts'
import { birthOf, spawnWorker } from './process.ts'
import { isAbandoned, mostTries } from './rules.ts'
import { type Claim, cancel, change, findJob, insertJob, type JobRow, runningJob, takeOver } from './store.ts'

/** What starting a process for a job takes. */
export type Starting = Pick<Context, 'db' | 'clock'> & {
  config: Pick<Context['config'], 'home' | 'pack' | 'backbone'>
}

/** `running`: another of this name does; nothing was started. */
export type Started = { started: true; job: JobRow } | { started: false; running: JobRow }

export interface StartOptions {
  /** A user's id, schedule, or terminal. */
  requestedBy: string
  /** What is asked for otherwise than usual; the job's own code checks it. */
  settings?: object | undefined
  /** Whether its process outlives this one. */
  detached?: boolean
  /** Told of the process. */
  onSpawn?: (child: Bun.Subprocess) => void
}

/** Starts a job in a process of its own, unless one of that name runs. */
export async function startJob(context: Starting, name: JobName, options: StartOptions): Promise<Started> {
  const claim = { id: Bun.randomUUIDv7(), owner: crypto.randomUUID() }
  const { requestedBy, settings } = options
  const asked = { name, requestedBy, settings: settings ? JSON.stringify(settings) : null }
  if (!(await insertJob(context.db, { ...claim, ...asked, now: context.clock() }))) {
    const running = await runningJob(context.db, name)
    if (running) return { started: false, running }
    // It ended in this very moment.
    return await startJob(context, name, options)
  }
  return { started: true, job: await spawned(context, claim, options) }
}

/**
 * Goes on with a job whose process is gone or silent, at the step it had come to; null where it has one that works, or
 * somebody else was quicker. `gone`: the caller knows that the process has ended.
 */
export async function adopt(
  context: Starting,
  job: JobRow,
  options: Omit<StartOptions, 'requestedBy' | 'settings'> & { gone?: boolean } = {},
): Promise<JobRow | null> {
  const now = context.clock()
  if (!options.gone && !isAbandoned(job, now, birthOf)) return null
  const claim = { id: job.id, owner: crypto.randomUUID() }
  if (!(await takeOver(context.db, job, claim.owner, now))) return null
  if (job.tries + 1 < mostTries) return await spawned(context, claim, options)
  const problem = phrase`Its process ended again and again at the same step, so it was given up. The log may say why.`
  const ended = { state: 'failed', outcome: JSON.stringify({ problem }), ended_at: now } as const
  await change(context.db, claim, ended)
  return null
}

async function spawned(
  { db, config, clock }: Starting,
  claim: Claim,
  { detached = false, onSpawn }: Pick<StartOptions, 'detached' | 'onSpawn'>,
): Promise<JobRow> {
  try {
    const child = spawnWorker(config, claim, { detached })
    onSpawn?.(child)
    // So that nobody takes it over before it has come far enough to say so itself.
    await change(db, claim, { pid: child.pid, born: birthOf(child.pid), beat: clock() })
    if (detached) child.unref()
  } catch (cause) {
    const problem = phrase`Its process could not be started.`
    await change(db, claim, { state: 'failed', outcome: JSON.stringify({ problem }), ended_at: clock() })
    throw new AppError(500, problem, { cause })
  }
  const job = await findJob(db, claim.id)
  if (!job) throw new AppError(500, phrase`The job is gone.`)
  return job
}

/** Ends a running job; its process notices within a second. `over`: it was not running any more; `late`: it cannot be left now. */
export async function cancelJob(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { id, name }: JobRow,
): Promise<'cancelled' | 'over' | 'late'> {
  if (await cancel(db, id, definitions[name].whole, clock())) return 'cancelled'
  return (await findJob(db, id))?.state === 'running' ? 'late' : 'over'
}
