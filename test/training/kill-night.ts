import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../src/classifier/model-files.ts'
import { integrityProblems } from '../../src/db/open.ts'
import { sweepJobFolders } from '../../src/jobs/folder.ts'
import { adopt, startJob } from '../../src/jobs/start-job.ts'
import { findJob, type JobRow } from '../../src/jobs/store.ts'
import { championOf, damagedVersions, findVersion, loadVersion, promote } from '../../src/registry/index.ts'
import { type Random, shuffled } from '../../src/training/random.ts'
import { photosOf } from './labelled-photos.ts'
import type { Night } from './night.ts'

export interface KillPlan {
  kills: number
  /** Kills that one job gets at most. */
  killsEach: number
  settings: object
  random: Random
  progress?: (words: string) => void
}

export interface KillReport {
  kills: number
  /** Kills by the step the job was at; `starting`: before the first. */
  at: Record<string, number>
  /** Steps whose result a kill left and the next process went on from. */
  stepsKept: number
  jobs: number
  /** What came of them. */
  outcomes: Record<string, number>
  /** Empty when every promise was kept. */
  problems: string[]
}

/** Steps that every job with something to learn goes through. */
const steps = [
  'collect',
  'embed',
  'split',
  'crops',
  'doubt',
  'fit',
  'calibrate',
  'reject',
  'export',
  'check',
  'gate',
  'promote',
]

/** So many milliseconds after a step began; null: after the process did. */
interface Instant {
  step: string | null
  after: number
}

/**
 * Kills the process of the night job again and again at random instants, one half anywhere in the time it takes (which
 * is mostly the fit) and the other anywhere in a step drawn from those that are left, goes on with it as a server would, and looks
 * after every kill: one champion that loads, a sound database, no result that counts as done and is not what was
 * written. Every job comes to its end, having kept what was done before. What it promoted is rolled back, so that the next
 * one has as much to win.
 */
export async function killNights(night: Night, plan: KillPlan): Promise<KillReport> {
  const { random } = plan
  const report: KillReport = { kills: 0, at: {}, stepsKept: 0, jobs: 0, outcomes: {}, problems: [] }
  const fresh = shuffled(
    ['satay', 'laksa', 'rojak', 'popiah', 'cendol', 'kaya_toast'].flatMap(label =>
      photosOf(label, 'train').map(file => ({ file, label })),
    ),
    random,
  )
  const context = {
    db: night.db,
    clock: Date.now,
    config: { home: night.home, pack: 'malaysia', backbone: 'int8' as const },
  }
  const first = await championOf(night.db, 'malaysia')
  const { backbone } = (await loadVersion(night.home, first)).card
  const registry = { db: night.db, home: night.home, backboneId: backbone.id }
  const took = new Map<string | null, number>([[null, 20_000]])
  const instant = (kept: ReadonlyMap<string, number>): Instant => {
    const left = steps.filter(step => !kept.has(step))
    const step = random() < 0.5 ? null : (left[Math.floor(random() * left.length)] ?? null)
    return { step, after: random() * (took.get(step) ?? 500) }
  }
  while (report.kills < plan.kills) {
    // Something new each night, or the model would be the same.
    for (const { file, label } of fresh.splice(0, 3))
      await night.addCatch(file, label, { audited: random() < 0.3 })
    const begun = performance.now()
    const kept = new Map<string, number>()
    let child: Bun.Subprocess | null = null
    const onSpawn = (spawned: Bun.Subprocess) => {
      child = spawned
    }
    const asked = { requestedBy: 'terminal', settings: plan.settings, onSpawn }
    const started = await startJob(context, 'nightly-retrain', asked)
    if (!started.started) throw new Error('a job of before runs still')
    report.jobs++
    const { id } = started.job
    let killed = 0
    for (;;) {
      const mayKill = report.kills < plan.kills && killed < plan.killsEach
      const ended = await endsFirst(night, id, child, mayKill ? instant(kept) : null)
      const job = await findJob(night.db, id)
      if (!ended) {
        ;(child as Bun.Subprocess | null)?.kill('SIGKILL')
        await (child as Bun.Subprocess | null)?.exited
        const struck = await findJob(night.db, id)
        if (struck?.state === 'running') {
          killed++
          report.kills++
          count(report.at, struck.step ?? 'starting')
          plan.progress?.(`kill ${report.kills} at ${struck.step ?? 'the start'}`)
          await look(night, id, kept, report)
        } else {
          // It had ended, and was killed while it cleared its folder away: a server does the rest.
          await sweepJobFolders(night.home, async () => new Set())
        }
      }
      const now = ended ? job : await findJob(night.db, id)
      if (now?.state !== 'running') {
        if (killed === 0) took.set(null, performance.now() - begun)
        for (const [step, milliseconds] of await lookAtEnd(night, now, kept, report))
          took.set(step, milliseconds)
        await promote(registry, first.version, { by: 'reviewer', now: Date.now() })
        break
      }
      if (!(await adopt(context, now, { gone: true, onSpawn }))) {
        const after = await findJob(night.db, id)
        report.problems.push(`${id} at ${now.step} was not gone on with: ${after?.outcome}`)
        break
      }
    }
  }
  return report
}

/** Waits for the instant, or for the end where there is none. Returns whether the process ended first. */
async function endsFirst(
  { db }: Night,
  id: string,
  child: Bun.Subprocess | null,
  instant: Instant | null,
): Promise<boolean> {
  let ended = child === null
  const exited = child?.exited.then(() => {
    ended = true
  })
  if (!instant) {
    await exited
    return true
  }
  while (instant.step !== null && !ended && (await findJob(db, id))?.step !== instant.step) await Bun.sleep(2)
  await Promise.race([exited, Bun.sleep(instant.after)])
  return ended
}

const count = (counts: Record<string, number>, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1
}

/** After a kill. `kept`: what each step that is done took, which the next process must go on from. */
async function look(night: Night, id: string, kept: Map<string, number>, report: KillReport): Promise<void> {
  report.problems.push(...(await wrong(night)))
  const dir = join(night.home, 'jobs', id)
  if (!existsSync(dir)) return
  for (const name of await readdir(dir)) {
    if (!name.endsWith('.done')) continue
    const step = name.slice(0, -'.done'.length)
    const done = JSON.parse(await readFile(join(dir, name), 'utf8'))
    for (const [file, hash] of Object.entries(done.files)) {
      const bytes = await readFile(join(dir, `${step}.${file}`)).catch(() => null)
      if (!bytes || sha256(bytes) !== hash) report.problems.push(`${step}.${file} is torn`)
    }
    if (!kept.has(step)) report.stepsKept++
    else if (kept.get(step) !== done.milliseconds) report.problems.push(`${step} was done twice`)
    kept.set(step, done.milliseconds)
  }
}

/** When a job has ended. Returns what each of its steps took. */
async function lookAtEnd(
  night: Night,
  job: JobRow | null,
  kept: ReadonlyMap<string, number>,
  report: KillReport,
): Promise<[step: string, milliseconds: number][]> {
  const outcome = JSON.parse(job?.outcome ?? '{}')
  count(report.outcomes, job?.state === 'done' ? outcome.result : `${job?.state}: ${outcome.problem}`)
  report.problems.push(...(await wrong(night)))
  if (job?.state !== 'done') report.problems.push(`${job?.id} ended ${job?.state}: ${job?.outcome}`)
  for (const [step, milliseconds] of kept) {
    if (outcome.times?.[step] !== milliseconds) report.problems.push(`${step} was done once more`)
  }
  const left = [
    ...(await readdir(join(night.home, 'jobs')).catch(() => [])),
    ...(await readdir(join(night.home, 'models')).catch(() => [])).filter(name => name.includes('.part')),
  ]
  report.problems.push(...left.map(name => `${name} was left behind`))
  const times: [string, number][] = Object.entries(outcome.times ?? {})
  // A version that an earlier night had made already, from the same photos but for one that judges, keeps its row.
  if (!outcome.version || (await findVersion(night.db, outcome.version))?.jobId !== job?.id) return times
  const used = await night.db
    .selectFrom('model_example')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('version', '=', outcome.version)
    .executeTakeFirstOrThrow()
  const wanted = outcome.used.train + outcome.used.calibration + outcome.used.test
  if (used.n !== wanted) report.problems.push(`${outcome.version} names ${used.n} of ${wanted} examples`)
  return times
}

/** What must be so at every instant. */
async function wrong({ db, home }: Night): Promise<string[]> {
  const champions = await db.selectFrom('model').select('version').where('status', '=', 'champion').execute()
  const { damaged } = await damagedVersions(db, home, 'malaysia')
  return [
    ...(await integrityProblems(db)),
    ...(champions.length === 1 ? [] : [`${champions.length} champions`]),
    ...damaged.map(({ version, reason }) => `${version} does not load: ${reason}`),
  ]
}
