import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'
import { type Phrase, phrase } from './languages/phrase.ts'

/** How often something may be done. */
export interface Limit {
  /** Counts one try. Throws AppError 429, with the seconds to wait, when there were too many. */
  take(key: string): Promise<void>
  /** Throws as the next `take` would, and counts nothing. */
  check(key: string): Promise<void>
  /** Takes one try back, as it did no harm. */
  forgive(key: string): Promise<void>
}

export interface Limits {
  /** Photos, by player. */
  catches: Limit
  /** Labelled photos an organiser drops, by user. */
  examples: Limit
  /** Wrong join codes, by address. A whole school may share one. */
  wrongCodes: Limit
  /** Players made, by address: who has the code still must not fill the disk. */
  newPlayers: Limit
  /** Wrong passwords of browsers that are new to an account, by address and by account. */
  passwordsByAddress: Limit
  passwordsByAccount: Limit
  /** Wrong passwords of a browser that has signed in to the account before; see device-cookie.ts. */
  passwordsByDevice: Limit
  /** Tries to make an account with a link, by the link. */
  claims: Limit
}

const minute = 60

/** Counted in memory: a restart forgives. */
export const openLimits = (): Limits => ({
  catches: limit(30, minute, phrase`Too many photos at once.`),
  examples: limit(120, minute, phrase`Too many photos at once.`),
  // One address tries 8,640 of the 244 million codes a day: it finds the right one with a chance of 1 to 28,000.
  wrongCodes: limit(60, 10 * minute, phrase`Too many wrong codes were typed on this network.`),
  // A large school at once. A script makes 144,000 players a day, which are 134 MB.
  newPlayers: limit(1000, 10 * minute, phrase`Too many people joined on this network at once.`),
  passwordsByAddress: limit(
    30,
    10 * minute,
    phrase`Too many wrong passwords were typed on this network. A device where you have signed in before still works.`,
  ),
  passwordsByAccount: limit(
    10,
    10 * minute,
    phrase`Too many wrong passwords were typed for this e-mail address. A device where you have signed in before
      still works.`,
  ),
  passwordsByDevice: limit(10, 10 * minute, phrase`Too many wrong passwords were typed on this device.`),
  claims: limit(30, 10 * minute, phrase`Too many tries with this link.`),
})

const never: Limit = { take: async () => {}, check: async () => {}, forgive: async () => {} }
/** Where nobody is to be slowed down: simulations and tests. */
export const unlimited: Limits = {
  catches: never,
  examples: never,
  wrongCodes: never,
  newPlayers: never,
  passwordsByAddress: never,
  passwordsByAccount: never,
  passwordsByDevice: never,
  claims: never,
}

function limit(points: number, seconds: number, tooMany: Phrase): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  const refuse = ({ msBeforeNext }: RateLimiterRes) => {
    const wait = Math.max(1, Math.ceil(msBeforeNext / 1000))
    return new AppError(429, phrase`${tooMany} ${waitWords(wait)}`, { retryAfter: wait })
  }
  return {
    async take(key) {
      try {
        await limiter.consume(key)
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? refuse(refusal) : refusal
      }
    },
    async check(key) {
      const taken = await limiter.get(key)
      if (taken && taken.consumedPoints >= points) throw refuse(taken)
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
