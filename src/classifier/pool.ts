import { AppError } from '../errors.ts'
import { type Phrase, phrase } from '../web/languages/phrase.ts'
import { type Clock, realClock } from './clock.ts'
import type { ClassifyOptions, Prediction, WorkerStart } from './messages.ts'
import type { ModelFiles } from './model-files.ts'
import { type Seat, takeSeat } from './seat.ts'
import { type Spawn, spawnWorker } from './spawn.ts'

export interface PoolOptions {
  start: WorkerStart
  workers: number
  /** Photos that may wait; one more is refused. */
  queue?: number
  /** From asking to the answer; later it is 503. A worker that is silent for as long is replaced. */
  deadlineMs?: number
  clock?: Clock
  spawn?: Spawn
  /** Told of every worker that failed: for the log. */
  onFailure?: (reason: string) => void
}

export interface PoolStats {
  /** Photos that wait. */
  queued: number
  /** Workers at a photo. */
  busy: number
  /** Workers that have their model loaded. */
  workers: number
}

export interface Pool {
  /**
   * `pixels`: uint8 [size, size, 3]; not changed, may be used again. Throws AppError 503 (with retryAfter) when the
   * queue is full, the deadline has passed or the pool is closing, and 500 when two workers failed on this photo or it
   * has another length.
   */
  classify(pixels: Uint8Array, options?: ClassifyOptions): Promise<Prediction>
  /** Every worker takes the head, and one that looks on, after the photo it is at; resolves when all have them. */
  useHead(files: ModelFiles, shadow?: ModelFiles): Promise<void>
  stats(): PoolStats
  /** Takes no more photos, finishes those it has, ends the threads. */
  close(): Promise<void>
}

interface Job {
  readonly pixels: Uint8Array
  readonly featureMap: boolean
  failures: number
  answered: boolean
  answer(prediction: Prediction): void
  refuse(error: AppError): void
}

/** A bounded queue before worker threads. Resolves when all have their model loaded; rejects if one cannot. */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const { workers, queue = 64, deadlineMs = 10_000, clock = realClock, spawn = spawnWorker } = options
  const waiting: Job[] = []
  const jobs = new Map<Seat, Job>()
  let closing = false
  let drained = () => {}

  const seats = Array.from({ length: workers }, () =>
    takeSeat({
      start: options.start,
      spawn,
      clock,
      silenceMs: deadlineMs,
      onFree: seat => give(seat),
      onPrediction(seat, prediction) {
        const job = jobs.get(seat)
        jobs.delete(seat)
        job?.answer(prediction)
        tellIfDrained()
      },
      onFailure(seat, reason) {
        options.onFailure?.(reason)
        const job = jobs.get(seat)
        jobs.delete(seat)
        if (job) retry(job, reason)
        tellIfDrained()
      },
    }),
  )
  try {
    await Promise.all(seats.map(seat => seat.started))
  } catch (cause) {
    for (const seat of seats) seat.leave()
    throw new AppError(500, 'The model could not be started.', { cause })
  }

  function give(seat: Seat): void {
    if (!seat.free) return
    const job = waiting.shift()
    if (!job) return
    jobs.set(seat, job)
    seat.work(job.pixels, job.featureMap)
  }

  function giveAll(): void {
    for (const seat of seats) give(seat)
  }

  function retry(job: Job, reason: string): void {
    if (job.answered) return
    job.failures++
    if (job.failures >= 2) {
      job.refuse(
        new AppError(500, phrase`This photo could not be looked at. Take another one.`, { cause: reason }),
      )
      return
    }
    // It has waited already, so it goes first.
    waiting.unshift(job)
    giveAll()
  }

  function tellIfDrained(): void {
    if (waiting.length === 0 && jobs.size === 0) drained()
  }

  return {
    classify(pixels, { featureMap = false } = {}) {
      if (pixels.length !== options.start.size ** 2 * 3) {
        // Told here, for in a worker it would look as if the worker had failed.
        return Promise.reject(new AppError(500, 'The picture has not the size the model reads.'))
      }
      if (closing)
        return Promise.reject(unavailable(phrase`Tangkap is being restarted. Try again in a few seconds.`, 5))
      const someFree = seats.some(seat => seat.free)
      if (!someFree && waiting.length >= queue) {
        return Promise.reject(
          unavailable(phrase`So many photos are waiting right now. Try again in a moment.`, 2),
        )
      }
      return new Promise<Prediction>((resolve, reject) => {
        const job: Job = { pixels, featureMap, failures: 0, answered: false, answer, refuse }
        const stopWatch = clock.after(deadlineMs, () => {
          refuse(unavailable(phrase`Looking at this photo took too long. Try again in a moment.`, 5))
        })
        function settle(): boolean {
          if (job.answered) return false
          job.answered = true
          stopWatch()
          return true
        }
        function answer(prediction: Prediction): void {
          if (settle()) resolve(prediction)
        }
        function refuse(error: AppError): void {
          if (!settle()) return
          const at = waiting.indexOf(job)
          if (at >= 0) waiting.splice(at, 1)
          reject(error)
          tellIfDrained()
        }
        waiting.push(job)
        giveAll()
      })
    },

    async useHead(files, shadow) {
      await Promise.all(seats.map(seat => seat.useHead(files, shadow)))
    },

    stats: () => ({
      queued: waiting.length,
      busy: jobs.size,
      workers: seats.filter(seat => seat.loaded).length,
    }),

    async close() {
      closing = true
      await new Promise<void>(resolve => {
        drained = resolve
        tellIfDrained()
      })
      for (const seat of seats) seat.leave()
    },
  }
}

const unavailable = (words: Phrase, retryAfter: number) => new AppError(503, words, { retryAfter })
