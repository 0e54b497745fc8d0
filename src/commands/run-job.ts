import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { AppError } from '../errors.ts'
import { existingHome } from '../home.ts'
import { adopt, followJob, type JobName, type JobRow, startJob } from '../jobs/index.ts'
import { jobOutcome } from './job-outcome.ts'

interface Options {
  /** Whether to wait for its end. */
  wait: boolean
  settings?: object | undefined
}

/**
 * Starts a job from a terminal, or goes on with one whose process is gone. Throws AppError where one runs already, and
 * where the job that is waited for fails or is cancelled.
 */
export async function runJob(name: JobName, { wait, settings }: Options): Promise<void> {
  const config = readConfig()
  const db = await openDatabase(existingHome(config.home).database)
  const context = { db, config, clock: Date.now }
  const detached = !wait
  try {
    const started = await startJob(context, name, { requestedBy: 'terminal', settings, detached })
    const job = started.started ? started.job : await adopt(context, started.running, { detached })
    if (!job) {
      throw new AppError(409, `${name} runs already. "tangkap job list" says how far it is.`)
    }
    if (!started.started) console.error('An interrupted one goes on.')
    if (!wait) return console.log(`${job.id} runs. "tangkap job list" says how far it is.`)
    tell(await followJob(context, job.id, line => console.error(line)))
  } finally {
    await db.destroy()
  }
}

function tell(job: JobRow | null): void {
  const outcome: { problem?: string; summary?: string[] } = job?.outcome ? jobOutcome(job.outcome) : {}
  if (job?.state === 'done') {
    for (const sentence of outcome.summary ?? []) console.log(sentence)
    console.log(JSON.stringify({ id: job.id, ...outcome }))
    return
  }
  throw new AppError(500, outcome.problem ?? 'It was cancelled.')
}
