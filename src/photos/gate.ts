import { AppError } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'

export interface GateOptions {
  /** Tasks at the same time. */
  running: number
  /** Sum of the weights of running tasks; one task always may run, however heavy. */
  weight: number
  /** Tasks that may wait; one more is refused. */
  waiting: number
}

/** Lets a bounded number of tasks of a bounded weight run at once, first come, first served. */
export interface Gate {
  /** Runs the task when there is room. Throws AppError 503 at once when too many wait. */
  run<T>(weight: number, task: () => Promise<T>): Promise<T>
  stats(): { running: number; waiting: number }
}

export function createGate(options: GateOptions): Gate {
  const waiting: { weight: number; enter: () => void }[] = []
  let running = 0
  let weightInside = 0

  const fits = (weight: number) =>
    running === 0 || (running < options.running && weightInside + weight <= options.weight)

  function enter(weight: number): Promise<void> {
    // Nobody overtakes: a heavy photo would wait for ever behind a stream of light ones.
    if (waiting.length === 0 && fits(weight)) {
      admit(weight)
      return Promise.resolve()
    }
    if (waiting.length >= options.waiting) {
      throw new AppError(503, phrase`So many photos are arriving right now. Try again in a moment.`, {
        retryAfter: 2,
      })
    }
    return new Promise(resolve => waiting.push({ weight, enter: resolve }))
  }

  function admit(weight: number): void {
    running++
    weightInside += weight
  }

  function leave(weight: number): void {
    running--
    weightInside -= weight
    for (let next = waiting[0]; next && fits(next.weight); next = waiting[0]) {
      waiting.shift()
      admit(next.weight)
      next.enter()
    }
  }

  return {
    async run(weight, task) {
      await enter(weight)
      try {
        return await task()
      } finally {
        leave(weight)
      }
    },
    stats: () => ({ running, waiting: waiting.length }),
  }
}
