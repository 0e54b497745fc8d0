import { AppError, isDiskFull, noRoom } from '../errors.ts'
import { phrase, type Words } from '../web/languages/phrase.ts'
import { definitions } from './definitions.ts'
import { type JobFolder, openJobFolder } from './folder.ts'
import { type Job, type JobContext, LostJob } from './job.ts'
import { birthOf } from './process.ts'
import { type Claim, change, findJob, type JobRow } from './store.ts'

/** Milliseconds between two signs of life. */
const beatEvery = 1000

export type Worked = 'done' | 'failed' | 'lost'

/**
 * Works at a job until it ends, in the process that was started for it. Every write to the row holds only as long as
 * the row is this process's; when it is not any more, `lost` is called at once, which has to end the process: a step
 * may be computing and cannot be asked.
 */
export async function workAt(context: JobContext, claim: Claim, lost: () => void): Promise<Worked> {
  const { db, clock } = context
  const birth = { pid: process.pid, born: birthOf(process.pid), beat: clock() }
  if (!(await change(db, claim, birth))) return 'lost'
  const row = await findJob(db, claim.id)
  if (!row) return 'lost'
  const folder = await openJobFolder(context.config.home, row.id)
  const state = { done: 0, total: 0 }
  const heart = setInterval(() => void beat(), beatEvery)
  try {
    const outcome = await run()
    return (await end('done', outcome)) ? 'done' : 'lost'
  } catch (error) {
    if (error instanceof LostJob) return 'lost'
    if (!(error instanceof AppError)) console.error(error)
    return (await end('failed', { problem: problemOf(error) })) ? 'failed' : 'lost'
  } finally {
    clearInterval(heart)
    await removeUnlessRunning(context, row, folder)
  }

  async function beat(): Promise<void> {
    // A busy database is no reason to end; the next beat says the same.
    const mine = await change(db, claim, { ...state, beat: clock() }).catch(() => true)
    if (mine) return
    clearInterval(heart)
    await removeUnlessRunning(context, row as JobRow, folder)
    lost()
  }

  async function run(): Promise<object> {
    const { id, name, requestedBy, settings, createdAt } = row as JobRow
    const times: Record<string, number> = {}
    const job: Job = {
      ...{ id, requestedBy, createdAt, settings: settings === null ? null : JSON.parse(settings) },
      async step(step, format, work) {
        const kept = await folder.read(step)
        if (kept) {
          times[step] = kept.milliseconds
          return format.read(kept.files)
        }
        Object.assign(state, { done: 0, total: 0 })
        const started = clock()
        // Only a step that was never begun starts its tries anew.
        const anew = row?.step === step ? {} : { tries: 0 }
        const at = { step, ...state, ...anew, step_started_at: started, beat: started }
        if (!(await change(db, claim, at))) throw new LostJob()
        const result = format.write(await work((done, total) => Object.assign(state, { done, total })))
        times[step] = Math.max(0, clock() - started)
        await folder.write(step, result, times[step])
        // Read back, so that a job that was never interrupted goes on with what one that was would.
        const written = await folder.read(step)
        if (!written) throw new LostJob()
        // What the step computed with may be gigabytes: the next one begins without them.
        Bun.gc(true)
        return format.read(written.files)
      },
    }
    const outcome = await definitions[name].run(job, context)
    return { ...outcome, times }
  }

  async function end(ended: 'done' | 'failed', outcome: object): Promise<boolean> {
    clearInterval(heart)
    return await change(db, claim, { state: ended, outcome: JSON.stringify(outcome), ended_at: clock() })
  }
}

function problemOf(error: unknown): Words {
  if (error instanceof AppError) return error.words
  if (isDiskFull(error)) return noRoom
  return phrase`Something broke on our side; the log says what.`
}

/** A job that was taken over goes on in its folder; of one that has ended nothing is kept. */
async function removeUnlessRunning({ db }: JobContext, { id }: JobRow, folder: JobFolder): Promise<void> {
  const row = await findJob(db, id)
  if (row?.state !== 'running') await folder.remove()
}
