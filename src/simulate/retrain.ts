import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { followJob, startJob } from '../jobs/index.ts'
import { followChampion } from '../registry/index.ts'
import { outcomeSchema } from '../training/retrain/outcome.ts'
import { inEnglish } from '../web/languages/phrase.ts'
import type { NightResult } from './night.ts'

/**
 * Runs the nightly job as at night: in its own process, at its own priority, with the event's base set in the place of
 * the pack's. What it promoted serves when this returns. Throws AppError 500 with the job's words where it failed.
 */
export async function retrain(
  context: Context,
  base: string,
): Promise<Pick<NightResult, 'outcome' | 'why' | 'seconds'> & { made: string | null }> {
  const started = await startJob(context, 'nightly-retrain', {
    requestedBy: 'schedule',
    settings: { base },
  })
  if (!started.started) throw new AppError(500, 'A job runs already.')
  const job = await followJob(context, started.job.id, () => {})
  if (job?.state !== 'done') throw new AppError(500, `The nightly job did not end well: ${job?.outcome}`)
  await followChampion(context)
  const { result, summary, version } = outcomeSchema.parse(JSON.parse(job.outcome ?? ''))
  return {
    outcome: result === 'promoted' || result === 'refused' ? result : 'unchanged',
    made: version,
    // The first sentence says that it was refused.
    why: result === 'refused' && summary[1] !== undefined ? inEnglish(summary[1]) : null,
    seconds: ((job.endedAt ?? job.createdAt) - job.createdAt) / 1000,
  }
}
