// How much of the machine a photo gets: uploads at saturation against the bare loop that does the same picture work,
// and predict-only against bare decode and inference. Rounds alternate, so that a noisy machine disturbs both alike.
// Run: bun scripts/bench/pipeline.ts [PHOTOS A ROUND] [ROUNDS]. Needs ../shared/photos.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClassifier } from '../../src/classifier/index.ts'
import { readConfig } from '../../src/config.ts'
import { modelOptions } from '../../src/paths.ts'
import { modelPixels } from '../../src/photos/derive.ts'
import { testPhotos } from '../../test/shared-photos.ts'
import type { BareTask } from './bare-worker.ts'
import { atOnce, encodeForm, startBenchServer } from './bench-server.ts'
import { mosaics } from './mosaics.ts'

const perRound = Number(process.argv[2] ?? 300)
const rounds = Number(process.argv[3] ?? 3)
const cores = availableParallelism()
/** Uploads under way at once: enough to keep every core busy, few enough to stay off the queue's end. */
const uploaders = 8

const labels = [
  'durian',
  'rambutan',
  'satay',
  'laksa',
  'pau',
  'thosai',
  'nasi_lemak',
  'fried_rice',
  'object',
  'scene',
]
const photos = await mosaics(labels.flatMap(testPhotos).slice(0, 240), perRound * rounds)
const models = modelOptions(readConfig({}))

const home = await mkdtemp(join(tmpdir(), 'tangkap-bench-'))
// A player with thirty catches is an eager one.
const server = await startBenchServer(home, Math.ceil((perRound * rounds) / 30))
const classifier = await openClassifier({ ...models, workers: cores })

/** Milliseconds of processors a photo: other programs that want them change it less than they change photos/s. */
const cpu: { bare: number[]; http: number[] } = { bare: [], http: [] }
const table = { bare: [], http: [], barePredict: [], predict: [] } as Record<string, number[]>
const latencies: number[] = []
await bare(photos.slice(0, 40), false)
await upload(await mosaics(testPhotos('satay'), 40, 99))
latencies.length = 0
server.child.send('reset')
for (let round = 0; round < rounds; round++) {
  const own = photos.slice(round * perRound, (round + 1) * perRound)
  const [before, serverBefore] = [ownCpu(), await cpuOf(server.child.pid)]
  table.bare?.push(await bare(own, false))
  cpu.bare.push((ownCpu() - before) / own.length)
  table.http?.push(await upload(own))
  cpu.http.push(((await cpuOf(server.child.pid)) - serverBefore) / own.length)
  table.barePredict?.push(await bare(own, true))
  table.predict?.push(await predict(own))
}
const eventLoop = await server.ask()
const peak = /VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]
server.child.kill('SIGKILL')
await classifier.close()
await rm(home, { recursive: true })

const median = (values: number[] = []) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const ratios = (a: number[] = [], b: number[] = []) => a.map((value, i) => value / (b[i] ?? Number.NaN))
const percentile = (p: number) =>
  latencies.toSorted((a, b) => a - b)[Math.floor((latencies.length - 1) * p)] ?? 0
const show = (name: string, values: number[] = []) =>
  console.log(name.padEnd(34), values.map(value => value.toFixed(0)).join('  '), ' photos/s')

console.log(
  `${perRound} photos of 1024 x 768 a round, ${rounds} rounds, ${cores} cores, ${uploaders} uploads at once`,
)
show('bare: all picture work', table.bare)
show('tangkap: upload to durable catch', table.http)
show('bare: decode and inference', table.barePredict)
show('tangkap: predict only', table.predict)
console.log(`ratio upload / bare         ${median(ratios(table.http, table.bare)).toFixed(2)}   (aim: 0.80)`)
console.log(
  `ratio predict / bare        ${median(ratios(table.predict, table.barePredict)).toFixed(2)}   (aim: 0.80)`,
)
console.log(
  `processor time of a photo   ${median(cpu.bare).toFixed(1)} ms bare, ${median(cpu.http).toFixed(1)} ms in the server: ratio ${median(ratios(cpu.bare, cpu.http)).toFixed(2)}`,
)
console.log(
  `upload p50 / p95 / p99      ${[0.5, 0.95, 0.99].map(p => percentile(p).toFixed(0)).join(' / ')} ms with ${uploaders} at once`,
)
console.log(`peak memory of the server   ${(Number(peak) / 1024).toFixed(0)} MB   (aim: 450)`)
console.log(
  `event loop delay, worst/p99 ${eventLoop.worstMs.toFixed(1)} / ${eventLoop.p99Ms.toFixed(1)} ms   (aim: 50)`,
)
console.log(
  `    computing at a stretch  ${eventLoop.worstOwnMs.toFixed(1)} ms; the rest is waiting for a processor`,
)
process.exit(0)

/** Milliseconds of processors this program has had, in all its threads. */
function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The same of another process. Linux counts them in hundredths of a second, whatever the machine. */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Photos a second of as many bare threads as cores. */
async function bare(own: Buffer[], predictOnly: boolean): Promise<number> {
  const workers = Array.from(
    { length: cores },
    () => new Worker(new URL('./bare-worker.ts', import.meta.url)),
  )
  const tasks = workers.map((_, i) => own.filter((_photo, at) => at % cores === i))
  const elapsed = await Promise.all(
    workers.map(
      (worker, i) =>
        new Promise<number>((resolve, reject) => {
          worker.onerror = event => reject(new Error(event.message))
          worker.onmessage = ({ data }) => typeof data === 'number' && resolve(data)
          const backbone = join(models.backboneDir, 'backbone-int8.onnx')
          worker.postMessage({
            backbone,
            size: classifier.size,
            photos: tasks[i] ?? [],
            predictOnly,
          } satisfies BareTask)
        }),
    ),
  )
  for (const worker of workers) worker.terminate()
  return own.length / (Math.max(...elapsed) / 1000)
}

async function predict(own: Buffer[]): Promise<number> {
  const started = performance.now()
  await atOnce(uploaders, own, async photo => {
    await classifier.classify(await modelPixels(photo, { size: classifier.size }))
  })
  return own.length / ((performance.now() - started) / 1000)
}

/** Photos a second over HTTP. Forms are written before the clock starts: that is the phones' work. */
async function upload(own: Buffer[]): Promise<number> {
  const forms = await Promise.all(own.map(encodeForm))
  const started = performance.now()
  await atOnce(uploaders, forms, async ({ body, type }) => {
    const sent = performance.now()
    const headers = { cookie: server.nextCookie(), 'hx-request': 'true', 'content-type': type }
    const answer = await fetch(`${server.address}/catches`, { method: 'POST', body, headers })
    if (answer.status !== 200) throw new Error(`upload answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
    latencies.push(performance.now() - sent)
  })
  return own.length / ((performance.now() - started) / 1000)
}
