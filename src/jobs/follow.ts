import { duration } from '../training/progress.ts'
import { definitions } from './definitions.ts'
import { progressOf } from './rules.ts'
import { adopt, type Starting } from './start-job.ts'
import { findJob, type JobRow, lastEnded } from './store.ts'

/** Milliseconds between two looks. */
const lookEvery = 500

/**
 * Waits for the end of a job, and goes on with it should its process end. `say` is told of each step and every tenth
 * of the way.
 */
export async function followJob(
  context: Starting,
  id: string,
  say: (line: string) => void,
): Promise<JobRow | null> {
  let said = ''
  for (;;) {
    const job = await findJob(context.db, id)
    if (job?.state !== 'running') return job
    await adopt(context, job)
    const { words, percent, left } = progressOf(
      definitions[job.name].steps,
      job,
      context.clock(),
      timesOf(await lastEnded(context.db, job.name, ['done'])),
    )
    const key = `${words} ${Math.floor(percent / 10)}`
    if (key !== said) say(`${percent}% ${words}${left === null ? '' : `, about ${duration(left)} left`}`)
    said = key
    await Bun.sleep(lookEvery)
  }
}

/** Milliseconds each step of a job took; null where it does not say. */
export function timesOf(job: Pick<JobRow, 'outcome'> | null): Record<string, number> | null {
  if (!job?.outcome) return null
  const { times } = JSON.parse(job.outcome) as { times?: Record<string, number> }
  return times ?? null
}
