import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import type { Clock } from './clock.ts'
import type { FromWorker, Prediction, ToWorker, WorkerStart } from './messages.ts'
import { createPool, type PoolOptions } from './pool.ts'
import { type Spawn, spawnFrom, type WorkerEvents } from './spawn.ts'

/** Time that passes when the test says so. */
function handClock() {
  let now = 0
  let timers: { at: number; callback: () => void }[] = []
  const clock: Clock = {
    after(ms, callback) {
      const timer = { at: now + ms, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter(other => other !== timer)
      }
    },
  }
  function pass(ms: number): void {
    now += ms
    const due = timers.filter(timer => timer.at <= now)
    timers = timers.filter(timer => timer.at > now)
    for (const timer of due) timer.callback()
  }
  return { clock, pass }
}

interface SteeredWorker {
  received: ToWorker[]
  events: WorkerEvents
  terminated: boolean
  answer(): void
}

/** Workers that answer when they are told to; `start` is answered by itself. */
function steered(
  onStart: (worker: SteeredWorker) => void = worker => worker.events.message({ kind: 'ready' }),
) {
  const workers: SteeredWorker[] = []
  const spawn: Spawn = events => {
    const worker: SteeredWorker = {
      received: [],
      events,
      terminated: false,
      answer: () => events.message({ kind: 'prediction', prediction: predictionOf(worker) }),
    }
    workers.push(worker)
    return {
      post(message) {
        worker.received.push(message)
        if (message.kind === 'start') onStart(worker)
      },
      terminate() {
        worker.terminated = true
      },
    }
  }
  const at = (index: number): SteeredWorker => {
    const worker = workers[index]
    if (!worker) throw new Error(`no worker ${index}`)
    return worker
  }
  return { workers, spawn, at }
}

/** Which photo it was is told by its first pixel. */
function predictionOf(worker: SteeredWorker): Prediction {
  const photo = worker.received.findLast(message => message.kind === 'photo')
  const first = photo?.kind === 'photo' ? photo.pixels[0] : undefined
  return {
    verdict: 'unknown',
    food: null,
    probability: 0,
    candidates: [],
    offer: [],
    outlier: 1,
    embedding: new Float32Array(1),
    model: `photo ${first}`,
    ms: 1,
  }
}

const start = { backbone: new Uint8Array(), size: 1 } as unknown as WorkerStart
const photo = (number: number) => Uint8Array.of(number, 0, 0)

async function openPool(options: Partial<PoolOptions> = {}) {
  const time = handClock()
  const steer = steered()
  const failures: string[] = []
  const pool = await createPool({
    start,
    workers: 1,
    clock: time.clock,
    spawn: steer.spawn,
    onFailure: reason => failures.push(reason),
    ...options,
  })
  return { pool, failures, ...time, ...steer }
}

async function refusalOf(promise: Promise<unknown>): Promise<AppError> {
  const outcome = await promise.then(
    () => 'answered',
    (error: unknown) => error,
  )
  if (outcome instanceof AppError) return outcome
  throw new Error(`expected an AppError, got ${String(outcome)}`)
}

describe('a pool of workers', () => {
  test('gives every photo its own answer, first come, first served', async () => {
    const { pool, at } = await openPool({ workers: 2 })
    const answers = [1, 2, 3, 4].map(number => pool.classify(photo(number)))
    expect(pool.stats()).toEqual({ queued: 2, busy: 2, workers: 2 })
    at(1).answer()
    at(0).answer()
    at(1).answer()
    at(0).answer()
    const models = (await Promise.all(answers)).map(answer => answer.model)
    expect(models).toEqual(['photo 1', 'photo 2', 'photo 3', 'photo 4'])
    expect(pool.stats()).toEqual({ queued: 0, busy: 0, workers: 2 })
  })

  test('refuses at once what the queue cannot hold, and takes photos again when there is room', async () => {
    const { pool, at } = await openPool({ queue: 2 })
    const taken = [1, 2, 3].map(number => pool.classify(photo(number)))
    const refused = await refusalOf(pool.classify(photo(4)))
    expect(refused).toMatchObject({ status: 503, retryAfter: 2 })
    at(0).answer()
    taken.push(pool.classify(photo(5)))
    at(0).answer()
    at(0).answer()
    at(0).answer()
    expect((await Promise.all(taken)).map(answer => answer.model)).toEqual(
      [1, 2, 3, 5].map(n => `photo ${n}`),
    )
  })

  test('a queue of nothing still serves a free worker', async () => {
    const { pool, at } = await openPool({ queue: 0 })
    const taken = pool.classify(photo(1))
    expect((await refusalOf(pool.classify(photo(2)))).status).toBe(503)
    at(0).answer()
    expect((await taken).model).toBe('photo 1')
  })

  test('a photo that waits past its deadline is refused and leaves the queue', async () => {
    const { pool, pass, at } = await openPool({ deadlineMs: 1000 })
    const working = pool.classify(photo(1))
    pass(500)
    const late = refusalOf(pool.classify(photo(2)))
    at(0).answer()
    await working
    // Photo 2 is being looked at now; its deadline is at 1,500.
    const waiting = refusalOf(pool.classify(photo(3)))
    pass(1000)
    expect(await late).toMatchObject({ status: 503, retryAfter: 5 })
    expect((await waiting).status).toBe(503)
    expect(pool.stats().queued).toBe(0)
  })

  test('a worker that is silent for too long is replaced, and what waits goes on', async () => {
    const { pool, pass, workers, at, failures } = await openPool({ deadlineMs: 1000 })
    const lost = refusalOf(pool.classify(photo(1)))
    pass(999)
    const next = pool.classify(photo(2))
    pass(1)
    expect((await lost).status).toBe(503)
    expect(at(0).terminated).toBe(true)
    expect(failures).toEqual(['the worker did not answer in time'])
    pass(0)
    expect(workers).toHaveLength(2)
    at(1).answer()
    expect((await next).model).toBe('photo 2')
    // What the replaced worker says now is nobody's answer.
    at(0).answer()
    expect(pool.stats()).toEqual({ queued: 0, busy: 0, workers: 1 })
  })

  test('a photo whose worker failed is tried once more, before those that wait', async () => {
    const { pool, pass, at, failures } = await openPool()
    const first = pool.classify(photo(1))
    const second = pool.classify(photo(2))
    at(0).events.failed('broke')
    expect(pool.stats()).toEqual({ queued: 2, busy: 0, workers: 0 })
    pass(0)
    at(1).answer()
    expect((await first).model).toBe('photo 1')
    at(1).answer()
    expect((await second).model).toBe('photo 2')
    expect(failures).toEqual(['broke'])
  })

  test('with another worker free, the second try is made there at once', async () => {
    const { pool, at } = await openPool({ workers: 2 })
    const answer = pool.classify(photo(1))
    at(0).events.message({ kind: 'failed', reason: 'threw' })
    at(1).answer()
    expect((await answer).model).toBe('photo 1')
  })

  test('a photo on which two workers failed is refused, and the next is answered', async () => {
    const { pool, pass, at } = await openPool()
    const poison = refusalOf(pool.classify(photo(1)))
    at(0).events.failed('broke')
    pass(0)
    at(1).events.failed('broke again')
    expect(await poison).toMatchObject({ status: 500, cause: 'broke again' })
    // A second failure in a row is followed by a pause, so that a broken model does not spin.
    const next = pool.classify(photo(2))
    pass(499)
    expect(pool.stats()).toEqual({ queued: 1, busy: 0, workers: 0 })
    pass(1)
    at(2).answer()
    expect((await next).model).toBe('photo 2')
  })

  test('the pause grows to half a minute, and a photo that was answered ends it', async () => {
    const { pool, pass, workers, at } = await openPool()
    at(0).events.failed('broke')
    for (let failures = 1; failures < 12; failures++) {
      pass(30_000)
      expect(workers).toHaveLength(failures + 1)
      at(failures).events.failed('broke')
    }
    pass(29_999)
    expect(workers).toHaveLength(12)
    pass(1)
    const answer = pool.classify(photo(1))
    at(12).answer()
    await answer
    at(12).events.failed('broke')
    pass(0)
    expect(workers).toHaveLength(14)
  })

  test('a pool whose worker cannot start is not opened, and leaves no thread', async () => {
    const steer = steered(worker => worker.events.message({ kind: 'failed', reason: 'no model' }))
    const refused = await refusalOf(
      createPool({ start, workers: 2, spawn: steer.spawn, clock: handClock().clock }),
    )
    expect(refused.status).toBe(500)
    expect(steer.workers.every(worker => worker.terminated)).toBe(true)
  })

  test('a new head goes to every worker behind the photo it is at, and to those that replace them', async () => {
    const { pool, pass, at } = await openPool({ workers: 2 })
    const files = { card: { version: 'new' } } as unknown as WorkerStart['files']
    const answer = pool.classify(photo(1))
    const taken = pool.useHead(files)
    expect(at(0).received.map(message => message.kind)).toEqual(['start', 'photo', 'head'])
    at(0).answer()
    const swapped: FromWorker = { kind: 'headTaken', version: 'new' }
    at(0).events.message(swapped)
    at(1).events.message(swapped)
    await taken
    await answer
    at(0).events.failed('broke')
    pass(0)
    expect(at(2).received[0]).toMatchObject({ kind: 'start', files })
  })

  test('a swap does not wait for ever for a worker that fails meanwhile', async () => {
    const { pool, pass, at } = await openPool()
    const taken = pool.useHead({ card: { version: 'new' } } as unknown as WorkerStart['files'])
    at(0).events.failed('broke')
    pass(0)
    await taken
    expect(pool.stats().workers).toBe(1)
  })

  test.each([
    ['with nothing else to do', false],
    ['behind a photo', true],
  ])('nor for one that says no more of it, %s', async (_, busy) => {
    const { pool, pass, at, failures } = await openPool({ deadlineMs: 1000 })
    const answer = busy ? pool.classify(photo(1)) : null
    const taken = pool.useHead({ card: { version: 'new' } } as unknown as WorkerStart['files'])
    if (busy) at(0).answer()
    await answer
    pass(1000)
    pass(0)
    await taken
    expect(failures).toEqual(['the worker did not answer in time'])
    expect(pool.stats().workers).toBe(1)
  })

  test('a new head gives a worker no more time for the photo it is at', async () => {
    const { pool, pass, at } = await openPool({ deadlineMs: 1000 })
    const late = refusalOf(pool.classify(photo(1)))
    pass(999)
    const taken = pool.useHead({ card: { version: 'new' } } as unknown as WorkerStart['files'])
    pass(1)
    expect((await late).status).toBe(503)
    expect(at(0).terminated).toBe(true)
    pass(0)
    await taken
  })

  test('closing waits for no photo that nobody looks at any more, and for no head', async () => {
    const silent = await openPool({ deadlineMs: 100 })
    const late = refusalOf(silent.pool.classify(photo(1)))
    const closed = silent.pool.close()
    silent.pass(100)
    await closed
    expect((await late).status).toBe(503)

    // Another worker comes only after the photo's time.
    const broken = await openPool({ deadlineMs: 100 })
    broken.at(0).events.failed('broke')
    broken.pass(0)
    broken.at(1).events.failed('broke again')
    const waiting = refusalOf(broken.pool.classify(photo(1)))
    const brokenClosed = broken.pool.close()
    broken.pass(100)
    await brokenClosed
    expect((await waiting).status).toBe(503)
    broken.pass(30_000)
    expect(broken.workers).toHaveLength(2)

    const swapping = await openPool()
    const taken = swapping.pool.useHead({ card: { version: 'new' } } as unknown as WorkerStart['files'])
    await swapping.pool.close()
    await taken
    await swapping.pool.useHead({ card: { version: 'newer' } } as unknown as WorkerStart['files'])
  })

  test('closing answers what was taken, refuses the rest and ends the threads', async () => {
    const { pool, workers, at } = await openPool()
    const taken = [pool.classify(photo(1)), pool.classify(photo(2))]
    const closed = pool.close()
    expect(await refusalOf(pool.classify(photo(3)))).toMatchObject({ status: 503, retryAfter: 5 })
    at(0).answer()
    at(0).answer()
    await closed
    expect((await Promise.all(taken)).map(answer => answer.model)).toEqual(['photo 1', 'photo 2'])
    expect(workers.every(worker => worker.terminated)).toBe(true)
  })
})

describe('real threads that fail', () => {
  // A thread that counts its photos and ends as its first pixel says.
  const program = `
    self.onmessage = ({ data }) => {
      if (data.kind === 'start') return postMessage({ kind: 'ready' })
      const [what] = data.pixels
      if (what === 1) throw new Error('thrown while looking')
      if (what === 2) process.exit(1)
      if (what === 3) return void Promise.reject(new Error('nobody caught this'))
      postMessage({ kind: 'prediction', prediction: { model: 'well' } })
    }`
  const spawn = spawnFrom(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })))

  test.each([
    ['throws', 1],
    ['exits', 2],
    ['rejects', 3],
  ])('a thread that %s is replaced, twice', async (_how, what) => {
    const failures: string[] = []
    const pool = await createPool({ start, workers: 1, spawn, onFailure: reason => failures.push(reason) })
    expect((await refusalOf(pool.classify(photo(what)))).status).toBe(500)
    expect(failures).toHaveLength(2)
    expect(await pool.classify(photo(0))).toEqual({ model: 'well' })
    await pool.close()
  })
})
