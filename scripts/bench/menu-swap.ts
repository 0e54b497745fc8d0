// How soon a menu that is saved serves in every thread, and how long the event loop computes for it, while photos are
// being answered all the time. Baseline of the same run: the same photos with no menu saved.
// Run: bun scripts/bench/menu-swap.ts [MENUS]
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { checkPicture } from '../../src/classifier/check.ts'
import { readConfig } from '../../src/config.ts'
import { openContext } from '../../src/open-context.ts'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { seededRandom, shuffled } from '../../src/training/random.ts'

const menus = Number(process.argv[2] ?? 20)
const home = await mkdtemp(join(tmpdir(), 'tangkap-bench-'))
const context = await openContext(
  readConfig({ ...process.env, TANGKAP_HOME: home }),
  pino({ level: 'silent' }),
)
const app = createApp(context)
const { classifier, config } = context

const cookie = await signIn()
let stop = false
let answered = 0
const photos = Array.from({ length: 8 }, (_, i) => checkPicture(i, classifier.size))
const players = Array.from({ length: 2 * config.workers }, (_, i) => play(i))

const idle = await watched(async () => void (await Bun.sleep(5000)))
console.log(`no menu saved: ${line(idle)}`)
const page = await watched(async () => {
  await ask('GET')
  // What opening the page starts ends somewhen; a menu that is saved meanwhile waits for it.
  await save(context.pack.foods.slice(0, 8).map(({ id }) => id))
})
console.log(`the page opened and the first menu saved at once: ${page.ms.toFixed(0)} ms; ${line(page)}`)

const random = seededRandom(1)
const times: number[] = []
const saving = await watched(async () => {
  for (let i = 0; i < menus; i++) {
    const menu = shuffled([...classifier.card.claimed], random).slice(0, 4 + (i % 16))
    const started = performance.now()
    await save(menu)
    times.push(performance.now() - started)
    await everywhere(menu)
  }
})
times.sort((a, b) => a - b)
console.log(`${menus} menus saved: ${line(saving)}`)
console.log(
  `from sending the form to its answer, when all ${config.workers} threads have it: median ${at(0.5)} ms, slowest ${at(1)} ms`,
)
stop = true
await Promise.all(players)
await classifier.close()
await context.db.destroy()
await rm(home, { recursive: true, force: true })
process.exit(0)

async function play(i: number): Promise<void> {
  while (!stop) {
    await classifier.classify(photos[i % photos.length] ?? new Uint8Array())
    answered++
  }
}

/** Throws where a photo that comes after the answer is judged by another menu. */
async function everywhere(menu: readonly string[]): Promise<void> {
  const after = await Promise.all(photos.map(pixels => classifier.classify(pixels)))
  const strange = after.flatMap(({ candidates }) => candidates).find(({ food }) => !menu.includes(food))
  if (strange) throw new Error(`${strange.food} is named, which is not on the menu`)
}

interface Watched {
  ms: number
  photos: number
  /** Milliseconds of a processor: the most that the loop's thread had between two turns of it. */
  worstOwn: number
}

async function watched(act: () => Promise<void>): Promise<Watched> {
  const own = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const [before, started] = [answered, performance.now()]
  let [worstOwn, last] = [0, own()]
  const timer = setInterval(() => {
    const now = own()
    worstOwn = Math.max(worstOwn, now - last)
    last = now
  }, 1)
  await act()
  clearInterval(timer)
  return { ms: performance.now() - started, photos: answered - before, worstOwn }
}

function line({ ms, photos, worstOwn }: Watched): string {
  return `${(photos / (ms / 1000)).toFixed(0)} photos a second, the loop computed ${worstOwn.toFixed(0)} ms at a stretch`
}

function at(share: number): string {
  return (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(0)
}

function ask(method: 'GET' | 'POST', form?: FormData): Promise<Response> {
  const request = new Request('http://tangkap.test/organiser/menu', {
    method,
    headers: { host: 'tangkap.test', cookie },
    ...(form && { body: form }),
  })
  return Promise.resolve(app.handle(request))
}

async function save(menu: readonly string[]): Promise<void> {
  const form = new FormData()
  for (const food of menu) form.append('food', food)
  const answer = await ask('POST', form)
  if (answer.status !== 303) throw new Error(`${answer.status}: ${await answer.text()}`)
}

async function signIn(): Promise<string> {
  const link = await makeOrganiserLink(context.db, Date.now())
  const body = new URLSearchParams({ email: 'cikgu@example.org', password: 'three long words' })
  const answer = await app.handle(
    new Request(`http://tangkap.test${link}`, { method: 'POST', headers: { host: 'tangkap.test' }, body }),
  )
  return answer.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')
}
