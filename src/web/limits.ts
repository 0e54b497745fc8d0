import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'
import { type Phrase, phrase } from './languages/phrase.ts'

/** How often something may be done. */
export interface Limit {
  /** Counts one try. Throws AppError 429, with the seconds to wait, when there were too many. */
  take(key: string): Promise<void>
  /** Takes one try back, as it did no harm. */
  forgive(key: string): Promise<void>
}

export interface Limits {
  /** Photos, by player. */
  catches: Limit
  /** Labelled photos an organiser drops, by user. */
  examples: Limit
  /** Joins and wrong codes, by address. A whole school may share one. */
  joins: Limit
  /** Wrong tries to sign in as organiser, by address. */
  signIns: Limit
}

const minute = 60

/** Counted in memory: a restart forgives. */
export const openLimits = (): Limits => ({
  catches: limit(30, minute, phrase`Too many photos at once.`),
  examples: limit(120, minute, phrase`Too many photos at once.`),
  joins: limit(120, 10 * minute, phrase`Too many tries to join at once.`),
  signIns: limit(10, 10 * minute, phrase`Too many tries to sign in at once.`),
})

const never: Limit = { take: async () => {}, forgive: async () => {} }
/** Where nobody is to be slowed down: simulations and tests. */
export const unlimited: Limits = { catches: never, examples: never, joins: never, signIns: never }

function limit(points: number, seconds: number, tooMany: Phrase): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        const wait = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw new AppError(429, phrase`${tooMany} ${waitWords(wait)}`, { retryAfter: wait })
      }
    },
    async forgive(key) {
      await limiter.reward(key)
    },
  }
}

function waitWords(seconds: number): Phrase {
  if (seconds === 1) return phrase`Wait 1 second and try again.`
  if (seconds < 90) return phrase`Wait ${seconds} seconds and try again.`
  return phrase`Wait ${Math.ceil(seconds / minute)} minutes and try again.`
}
