// What players notice of a training: upload times with and without the night job beside the server, in turns in one run,
// so that a noisy machine disturbs both alike. The real server, real uploads, the real job at its low priority.
// Run: bun scripts/bench/train-and-serve.ts [SECONDS A WINDOW]. Needs ../shared/photos.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { cancelJob, startJob } from '../../src/jobs/start-job.ts'
import { findJob, runningJob } from '../../src/jobs/store.ts'
import { join as joinAs, type Phone, upload } from '../../test/faults/phone.ts'
import { startServer } from '../../test/faults/server.ts'
import { testPhotos } from '../../test/shared-photos.ts'
import { photosOf } from '../../test/training/labelled-photos.ts'
import { openNight } from '../../test/training/night.ts'
import { mosaics } from './mosaics.ts'

const seconds = Number(process.argv[2] ?? 15)
/** As they come in at a lively stall, and as many at once as keep every core busy. */
const loads = [
  { name: 'four photos a second', everyMs: 250, atOnce: 0 },
  { name: 'eight uploads at once', everyMs: 0, atOnce: 8 },
] as const
type Load = (typeof loads)[number]

/** Fewer a player and minute than are refused. */
const players = 60
/** Most a window can take in. */
const perSecond = 40

const home = await mkdtemp(join(tmpdir(), 'tangkap-bench-'))
const night = await openNight(home)
await night.addFood('khao_soi', 'Khao soi')
for (const label of ['khao_soi', 'laksa', 'satay'])
  for (const file of photosOf(label, 'train', 30)) await night.addExample(file, label)
const context = {
  db: night.db,
  clock: Date.now,
  config: { home, pack: 'malaysia', backbone: 'int8' },
} as const

const server = await startServer(home)
const phones: Phone[] = []
for (let i = 0; i < players; i++) phones.push(await joinAs(server.address, server.output(), `Bench ${i}`))
const labels = ['durian', 'rambutan', 'satay', 'laksa', 'pau', 'thosai', 'nasi_lemak', 'fried_rice', 'object']
const tiles = labels.flatMap(testPhotos).slice(0, 200)
let made = 0
let sent = 0

/** Milliseconds each upload took. */
async function measure(load: Load): Promise<number[]> {
  const wanted = load.everyMs > 0 ? Math.ceil((seconds * 1000) / load.everyMs) : seconds * perSecond
  const photos = await mosaics(tiles, wanted, ++made)
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  const send = async () => {
    const photo = photos.pop()
    const phone = phones[sent++ % phones.length]
    if (!photo || !phone) throw new Error('no photos left')
    const begun = performance.now()
    const { status, text } = await upload(server.address, phone, {
      photo: new Uint8Array(photo),
      script: true,
    })
    if (status !== 200) throw new Error(`answered ${status}: ${text.slice(0, 200)}`)
    times.push(performance.now() - begun)
  }
  if (load.everyMs > 0) {
    const under: Promise<void>[] = []
    for (; performance.now() < until && photos.length > 0; await Bun.sleep(load.everyMs)) under.push(send())
    await Promise.all(under)
  } else {
    const uploader = async () => {
      while (performance.now() < until && photos.length > 0) await send()
    }
    await Promise.all(Array.from({ length: load.atOnce }, uploader))
  }
  return times
}

/** Starts the job, and returns once it computes. Long enough for a window: a hundred epochs. */
async function train(): Promise<void> {
  const settings = { fit: { epochs: 100 } }
  const started = await startJob(context, 'nightly-retrain', { requestedBy: 'terminal', settings })
  if (!started.started) throw new Error('one runs already')
  for (;;) {
    const job = await findJob(night.db, started.job.id)
    if (job?.step === 'crops' || job?.step === 'fit') return
    if (job?.state !== 'running') throw new Error(`the job ended: ${job?.outcome}`)
    await Bun.sleep(50)
  }
}

async function stopTraining(): Promise<string> {
  const job = await runningJob(night.db, 'nightly-retrain')
  if (!job) throw new Error('the job ended within the window: nothing was measured')
  await cancelJob(context, job)
  return job.step ?? ''
}

const percentile = (times: readonly number[], p: number) =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * p)] ?? Number.NaN
const words = (times: readonly number[]) =>
  `${String(times.length).padStart(5)} photos   p50 ${percentile(times, 0.5).toFixed(0).padStart(5)}   p95 ${percentile(times, 0.95).toFixed(0).padStart(5)}   p99 ${percentile(times, 0.99).toFixed(0).padStart(5)} ms`

console.log(`${availableParallelism()} cores, windows of ${seconds} s`)
let worst = 0
for (const load of loads) {
  await measure({ ...load })
  const all = { without: [] as number[], training: [] as number[] }
  for (let round = 0; round < 3; round++) {
    all.without.push(...(await measure(load)))
    await train()
    all.training.push(...(await measure(load)))
    const step = await stopTraining()
    console.log(`  ${load.name}, round ${round + 1}: stopped at ${step}`)
  }
  const ratio = percentile(all.training, 0.95) / percentile(all.without, 0.95)
  worst = Math.max(worst, ratio)
  console.log(
    `${load.name}\n  without training ${words(all.without)}\n  while training   ${words(all.training)}`,
  )
  console.log(`  ratio of p95     ${ratio.toFixed(2)}   (aim: 1.5 at most)`)
}
console.log(`worst ratio of p95 ${worst.toFixed(2)}`)
await night.close()
await server.stop()
await rm(home, { recursive: true })
process.exit(worst <= 1.5 ? 0 : 1)
