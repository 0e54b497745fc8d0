import { type Command, InvalidArgumentError } from 'commander'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { AppError } from '../errors.ts'
import { existingHome } from '../home.ts'
import {
  cancelJob,
  change,
  definitions,
  isJobName,
  type JobName,
  type JobRow,
  jobNames,
  listJobs,
  progressOf,
  runningJob,
  timesOf,
  workAt,
  yieldToEverybody,
} from '../jobs/index.ts'
import { jobOutcome } from './job-outcome.ts'
import { runJob } from './run-job.ts'

/** `tangkap job`: what runs by name, at night or by hand; with a running server on the same home or without. */
export function addJob(program: Command): void {
  const job = program.command('job').description('jobs that run by name: nightly-retrain')
  job
    .command('run')
    .description('run a job now and wait for its end; one that was interrupted goes on')
    .argument('<name>', jobNames.join(', '), jobName)
    .action((name: JobName) => runJob(name, { wait: true }))
  job
    .command('cancel')
    .description('end a job that runs; nothing of it is kept')
    .argument('<name>', jobNames.join(', '), jobName)
    .action(cancel)
  job
    .command('list')
    .description('what ran and what runs, newest first')
    .option('--json', 'one JSON object a line, for programs')
    .action(list)
  job
    .command('work', { hidden: true })
    .description('the process of a running job')
    .argument('<id>')
    .argument('<owner>')
    .action(work)
}

function jobName(word: string): JobName {
  if (isJobName(word)) return word
  throw new InvalidArgumentError(`There is ${jobNames.join(', ')}.`)
}

async function cancel(name: JobName): Promise<void> {
  const db = await openDatabase(existingHome(readConfig().home).database)
  const job = await runningJob(db, name)
  const done = job && (await cancelJob({ db, clock: Date.now }, job))
  await db.destroy()
  if (!done) throw new AppError(409, `${name} does not run.`)
  if (done === 'late') throw new AppError(409, 'It has come too far to be cancelled: it ends in a moment.')
  console.log(done === 'cancelled' ? 'Cancelled.' : 'It has just ended by itself.')
}

async function list({ json }: { json?: true }): Promise<void> {
  const db = await openDatabase(existingHome(readConfig().home).database)
  const jobs = await listJobs(db, 50)
  const before = timesOf(jobs.find(({ state }) => state === 'done') ?? null)
  await db.destroy()
  for (const job of jobs) console.log(json ? JSON.stringify(publicRow(job)) : line(job, before))
  if (jobs.length === 0 && !json) console.log('No job has run yet.')
}

const publicRow = ({ owner: _, born: __, ...row }: JobRow) => ({
  ...row,
  settings: row.settings === null ? null : JSON.parse(row.settings),
  outcome: row.outcome === null ? null : jobOutcome(row.outcome),
})

function line(job: JobRow, before: ReturnType<typeof timesOf>): string {
  const { words, percent } = progressOf(definitions[job.name].steps, job, Date.now(), before)
  const state = job.state === 'running' ? `running, ${percent}%: ${words}` : job.state
  const { result, version, problem } = (job.outcome ? jobOutcome(job.outcome) : {}) as Record<string, string>
  const outcome = [result, version, problem].filter(Boolean).join(' ')
  return [new Date(job.createdAt).toISOString(), job.name, state, outcome, job.requestedBy].join('\t')
}

/** Ends when its row is another's, and leaves it to the next process when it is asked to stop. */
async function work(id: string, owner: string): Promise<void> {
  yieldToEverybody()
  const config = readConfig()
  const db = await openDatabase(existingHome(config.home).database)
  const release = async () => {
    // It was asked to go, which says nothing against the step.
    await change(db, { id, owner }, { pid: null, born: null, beat: 0, tries: 0 })
    process.exit(0)
  }
  process.on('SIGTERM', release)
  process.on('SIGINT', release)
  const worked = await workAt({ db, config, clock: Date.now }, { id, owner }, () => process.exit(0))
  await db.destroy()
  if (worked === 'failed') throw new AppError(500, 'The job failed; "tangkap job list" says why.')
}
