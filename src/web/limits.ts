import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

/** How often something may be done. */
export interface Limit {
  /** Counts one try. Throws AppError 429, with the seconds to wait, when there were too many. */
  take(key: string): Promise<void>
}

export interface Limits {
  /** Photos, by player. */
  catches: Limit
  /** Labelled photos an organiser drops, by user. */
  examples: Limit
  /** Joins and wrong codes, by address. A whole school may share one. */
  joins: Limit
  /** Tries to sign in as organiser, by address. */
  signIns: Limit
}

const minute = 60

/** Counted in memory: a restart forgives. */
export const openLimits = (): Limits => ({
  catches: limit(30, minute, 'photos'),
  examples: limit(120, minute, 'photos'),
  joins: limit(120, 10 * minute, 'tries to join'),
  signIns: limit(10, 10 * minute, 'tries to sign in'),
})

function limit(points: number, seconds: number, what: string): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        const wait = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw new AppError(429, `Too many ${what} at once. Wait ${duration(wait)} and try again.`, {
          retryAfter: wait,
        })
      }
    },
  }
}

const duration = (seconds: number) =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / minute)} minutes`
