// Whether anybody notices that another version of the model serves: uploads at saturation while an organiser promotes
// one version after the other, and between. Every answer has to be there, to name the version that made it, and to be
// what that version says. Rounds alternate, so that a noisy machine disturbs both alike.
// Run: bun scripts/bench/swaps.ts [PROMOTIONS] [ROUNDS]. Needs ../shared/photos.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/open.ts'
import { modelOptions } from '../../src/paths.ts'
import { addCandidate, writeVersion } from '../../src/registry/index.ts'
import { lessSure, servedBy } from '../../test/served-by.ts'
import { testPhotos } from '../../test/shared-photos.ts'
import { atOnce, cookiesOf, type EncodedForm, encodeForm, startBenchServer } from './bench-server.ts'
import { mosaics } from './mosaics.ts'

const promotions = Number(process.argv[2] ?? 20)
const rounds = Number(process.argv[3] ?? 4)
const uploaders = 8
/** Milliseconds between two promotions. */
const pause = 1000
const perRound = Math.ceil(promotions / rounds)
const asked = 1.5
/** Photos that are made for a second. */
const mostASecond = 130

interface Sent {
  id: string
  began: number
  ended: number
  status: number
  /** The version the answer names. */
  model: string | null
}
type Span = readonly [from: number, until: number]

const home = await mkdtemp(join(tmpdir(), 'tangkap-bench-'))
const server = await startBenchServer(home, 100)
const db = await openDatabase(join(home, 'tangkap.db'))
const shipped = await loadModelFiles(modelOptions(readConfig({})).modelDir)
const other = lessSure(shipped, `${shipped.card.pack}-lesssure`)
const cardSha256 = await writeVersion(home, other, [])
await addCandidate(db, {
  ...{ version: other.card.version, pack: other.card.pack, cardSha256, comparedWith: shipped.card.version },
  ...{ jobId: null, report: null, status: 'candidate', examples: [], now: Date.now() },
})
const organiser = await organise()
const tiles = ['durian', 'satay', 'laksa', 'pau', 'object'].flatMap(testPhotos).slice(0, 160)
let seed = 1

const quiet: Sent[] = []
const busy: Sent[] = []
const swaps: Span[] = []
await load(3, async () => await Bun.sleep(2 * pause))
server.child.send('reset')
for (let round = 0; round < rounds; round++) {
  quiet.push(...(await load(perRound, async () => await Bun.sleep(perRound * pause))))
  busy.push(...(await load(perRound, promoteInTurn)))
}
const loop = await server.ask()
server.child.kill('SIGTERM')
await server.child.exited
const { wrong, byVersion, models } = await servedBy(db, [shipped, other])
await db.destroy()
await rm(home, { recursive: true })

const all = [...quiet, ...busy]
const failed = all.filter(({ status }) => status !== 200)
const misnamed = all.filter(({ id, status, model }) => status === 200 && model !== models.get(id))
const overlapping = busy.filter(({ began, ended }) =>
  swaps.some(([from, until]) => began < until && ended > from),
)
const milliseconds = (sent: Sent[]) => sent.map(({ began, ended }) => ended - began).toSorted((a, b) => a - b)
const percentile = (sent: Sent[], p: number) =>
  milliseconds(sent)[Math.floor((sent.length - 1) * p)] ?? Number.NaN
const row = (name: string, sent: Sent[]) =>
  console.log(
    name.padEnd(38),
    [0.5, 0.95, 0.99].map(p => percentile(sent, p).toFixed(0).padStart(5)).join('  '),
    `ms   ${sent.length} photos`,
  )
const ratio = (sent: Sent[]) => (percentile(sent, 0.99) / percentile(quiet, 0.99)).toFixed(2)
const lengths = swaps.map(([from, until]) => until - from).toSorted((a, b) => a - b)

console.log(
  `${swaps.length} promotions, one a second, ${uploaders} uploads at once, ${availableParallelism()} cores, ${rounds} rounds`,
)
row('p50 / p95 / p99 without promotions', quiet)
row('the same, with one a second', busy)
row('photos under way while one happened', overlapping)
console.log(`ratio of p99, with / without           ${ratio(busy)}   (asked: at most ${asked})`)
console.log(`ratio of p99, under way / without      ${ratio(overlapping)}`)
console.log(
  `a promotion, from its click to the next page   ${lengths[Math.floor(lengths.length / 2)]?.toFixed(0)} ms in the middle, ${lengths.at(-1)?.toFixed(0)} at most`,
)
console.log(`failed requests                        ${failed.length} of ${all.length}`)
console.log(`answers that name another version      ${misnamed.length}`)
console.log(`answers that their version does not give ${wrong.length}`)
console.log(
  `answered by                            ${[...byVersion].map(([version, count]) => `${version} ${count}`).join(', ')}`,
)
console.log(`event loop, longest stretch of its own ${loop.worstOwnMs.toFixed(0)} ms`)
process.exit(failed.length + misnamed.length + wrong.length === 0 ? 0 : 1)

/** Uploads as long as `work` goes on. Photos are made before, more than could be sent: no two are alike. */
async function load(seconds: number, work: () => Promise<void>): Promise<Sent[]> {
  const photos = await mosaics(tiles, Math.ceil((seconds * pause * mostASecond) / 1000), seed++)
  const sent: Sent[] = []
  let over = false
  const working = work().finally(() => {
    over = true
  })
  await atOnce(uploaders, photos, async photo => {
    if (!over) sent.push(await upload(await encodeForm(photo)))
  })
  if (!over) throw new Error('there were not enough photos')
  await working
  return sent
}

async function upload({ id, body, type }: EncodedForm): Promise<Sent> {
  const began = performance.now()
  const headers = { cookie: server.nextCookie(), 'hx-request': 'true', 'content-type': type }
  const answer = await fetch(`${server.address}/catches`, { method: 'POST', body, headers }).catch(() => null)
  const text = (await answer?.text()) ?? ''
  const model = /data-model="([^"]+)"/.exec(text)?.[1] ?? null
  return { id, began, ended: performance.now(), status: answer?.status ?? 0, model }
}

/** One promotion a second, there and back again, as an organiser makes it: the request ends when all threads have it. */
async function promoteInTurn(): Promise<void> {
  for (let i = 0; i < perRound; i++) {
    const there = swaps.length % 2 === 0
    const [to, from] = there ? [other, shipped] : [shipped, other]
    const began = performance.now()
    const answer = await fetch(`${server.address}/organiser/models/${to.card.version}/promote`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: organiser },
      body: new URLSearchParams({ from: from.card.version }),
    })
    if (answer.status !== 303) throw new Error(`promoting answered ${answer.status}: ${await answer.text()}`)
    const ended = performance.now()
    swaps.push([began, ended])
    await Bun.sleep(Math.max(0, pause - (ended - began)))
  }
}

async function organise(): Promise<string> {
  const body = new URLSearchParams({ email: 'cikgu@example.org', password: 'three long words' })
  const answer = await fetch(`${server.address}${server.organiserLink}`, {
    method: 'POST',
    redirect: 'manual',
    body,
  })
  return cookiesOf(answer)
}
