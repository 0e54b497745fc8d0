import type { Context } from '../context.ts'
import { sweepJobFolders } from './folder.ts'
import { type JobName, jobNames } from './names.ts'
import { adopt, type Started, type StartOptions, startJob } from './start-job.ts'
import { runningIds, runningJob } from './store.ts'

/** Milliseconds between two looks at what runs. */
const lookEvery = 3000

export type Watching = Pick<Context, 'db' | 'clock' | 'config' | 'log'>

/** Processes that were started for a server; they end with it. */
const children = new WeakMap<Watching['db'], Set<Bun.Subprocess>>()

function childrenOf({ db }: Watching): Set<Bun.Subprocess> {
  const known = children.get(db) ?? new Set()
  children.set(db, known)
  return known
}

/**
 * As `startJob`, in a process that is watched and ends with the server. One that runs already goes on, should its
 * process be gone.
 */
export async function startWatched(
  context: Watching,
  name: JobName,
  options: Pick<StartOptions, 'requestedBy' | 'settings'>,
): Promise<Started> {
  const started = await startJob(context, name, {
    ...options,
    onSpawn: child => keep(context, name, child),
  })
  if (!started.started) await adoptHere(context, name)
  return started
}

function keep(context: Watching, name: JobName, child: Bun.Subprocess): void {
  const known = childrenOf(context)
  known.add(child)
  const ended = async () => {
    // Taken off at the stop of the server: its job waits for the next start.
    if (!known.delete(child)) return
    const job = await runningJob(context.db, name)
    if (job?.pid !== child.pid) return
    context.log.warn({ job: job.id, step: job.step, code: child.exitCode }, 'a job lost its process')
    await adoptHere(context, name, true)
  }
  // A full disk is no reason to end with it: the next look tries again.
  void child.exited.then(ended).catch(error => lookFailed(context, error))
}

const lookFailed = ({ log }: Watching, error: unknown) =>
  log.error({ err: error }, 'jobs could not be looked after')

async function adoptHere(context: Watching, name: JobName, gone = false): Promise<void> {
  const job = await runningJob(context.db, name)
  if (!job) return
  const taken = await adopt(context, job, { gone, onSpawn: child => keep(context, name, child) })
  if (taken) context.log.warn({ job: job.id, step: job.step }, 'a job goes on in another process')
}

/**
 * What a server does for jobs: goes on with those whose process is gone, at its start and then every few seconds, and
 * clears away what ended ones left. `stop` asks their processes to end; the next start goes on with them.
 */
export function watchJobs(context: Watching): { stop(): Promise<void> } {
  let looking = Promise.resolve()
  const look = () => {
    looking = looking
      .then(async () => {
        for (const name of jobNames) await adoptHere(context, name)
        await sweepJobFolders(context.config.home, () => runningIds(context.db))
      })
      .catch(error => lookFailed(context, error))
  }
  look()
  const timer = setInterval(look, lookEvery)
  return {
    async stop() {
      clearInterval(timer)
      await looking
      const known = childrenOf(context)
      const running = [...known]
      known.clear()
      for (const child of running) child.kill('SIGTERM')
      await Promise.all(running.map(child => child.exited))
    },
  }
}
