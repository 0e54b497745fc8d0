import type { Clock } from './clock.ts'
import type { FromWorker, Prediction, WorkerStart } from './messages.ts'
import type { ModelFiles } from './model-files.ts'
import type { Spawn, WorkerHandle } from './spawn.ts'

export interface SeatOptions {
  start: WorkerStart
  spawn: Spawn
  clock: Clock
  /** A worker that says nothing for so long while it should is given up. */
  silenceMs: number
  /** The seat's worker can take a photo. */
  onFree(seat: Seat): void
  onPrediction(seat: Seat, prediction: Prediction): void
  /** The seat's worker is gone, and with it the photo it was at; another one is being started. */
  onFailure(seat: Seat, reason: string): void
}

/** One place in the pool: whoever sits there may fail and be replaced, the place stays. */
export interface Seat {
  /** Resolves when the first worker has its model; rejects when it could not load it. */
  readonly started: Promise<void>
  readonly loaded: boolean
  readonly free: boolean
  work(pixels: Uint8Array, featureMap: boolean): void
  useHead(files: ModelFiles, shadow?: ModelFiles): Promise<void>
  leave(): void
}

/** Milliseconds before the next try after one, two, three … failures in a row without a photo in between. */
const pause = (failures: number) => (failures <= 1 ? 0 : Math.min(30_000, 500 * 2 ** (failures - 2)))

export function takeSeat(options: SeatOptions): Seat {
  const { spawn, clock, silenceMs } = options
  let start = options.start
  let worker: WorkerHandle | undefined
  let loaded = false
  let working = false
  let failuresInARow = 0
  let stopTimer = () => {}
  let headsTaken: (() => void)[] = []
  const first = Promise.withResolvers<void>()
  // The pool looks at it, but maybe only after another seat has failed.
  first.promise.catch(() => {})

  function sitDown(): void {
    // Two workers never share one set of callbacks: what a replaced one still says is not heard.
    let current = true
    const handle = spawn({
      message: message => {
        if (current) hear(message)
      },
      failed: reason => {
        if (current) giveUp(reason)
      },
    })
    worker = {
      post: message => handle.post(message),
      terminate() {
        current = false
        handle.terminate()
      },
    }
    worker.post({ kind: 'start', ...start })
  }

  function hear(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        loaded = true
        first.resolve()
        confirmHeads()
        options.onFree(seat)
        return
      case 'headTaken':
        confirmHeads()
        awaitWord()
        return
      case 'prediction':
        working = false
        awaitWord()
        failuresInARow = 0
        options.onPrediction(seat, message.prediction)
        options.onFree(seat)
        return
      case 'failed':
        giveUp(message.reason)
        return
      default:
        message satisfies never
    }
  }

  /** Until its next word: it owes one for a photo, and one for a head. */
  function awaitWord(): void {
    stopTimer()
    stopTimer = () => {}
    if (working || headsTaken.length > 0)
      stopTimer = clock.after(silenceMs, () => giveUp('the worker did not answer in time'))
  }

  function giveUp(reason: string): void {
    stopTimer()
    worker?.terminate()
    worker = undefined
    loaded = false
    working = false
    failuresInARow++
    first.reject(new Error(reason))
    stopTimer = clock.after(pause(failuresInARow), sitDown)
    options.onFailure(seat, reason)
  }

  function confirmHeads(): void {
    const taken = headsTaken
    headsTaken = []
    for (const tell of taken) tell()
  }

  const seat: Seat = {
    started: first.promise,
    get loaded() {
      return loaded
    },
    get free() {
      return loaded && !working
    },
    work(pixels, featureMap) {
      working = true
      awaitWord()
      worker?.post({ kind: 'photo', pixels, featureMap })
    },
    useHead(files, shadow) {
      // A worker that is only being started gets it with its first message, or in its place in the line.
      start = { ...start, files, shadow }
      if (!worker) return Promise.resolve()
      const taken = new Promise<void>(resolve => headsTaken.push(resolve))
      worker.post({ kind: 'head', files, shadow })
      if (loaded && !working) awaitWord()
      return taken
    },
    leave() {
      stopTimer()
      confirmHeads()
      worker?.terminate()
      worker = undefined
      loaded = false
    },
  }
  sitDown()
  return seat
}
