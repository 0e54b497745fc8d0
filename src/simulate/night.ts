import type { Settled } from './evening.ts'
import type { NightScore } from './scores.ts'

export const outcomes = ['promoted', 'refused', 'unchanged'] as const

/** What a night was and what came of it. */
export interface NightResult {
  readonly night: number
  /** The dish the organiser added, and stalls that opened. */
  readonly added: string | null
  readonly opened: readonly string[]
  readonly badLight: boolean
  readonly photos: number
  readonly settled: Settled
  readonly outcome: (typeof outcomes)[number]
  /** Where it was refused: the first rule that failed, in the gate's words. */
  readonly why: string | null
  /** During the evening the version before came back: it had proved better. */
  readonly rolledBack: boolean
  /** Foods that what serves after the night claims, and what served before it did not. */
  readonly learned: readonly string[]
  /** Seconds the job took. */
  readonly seconds: number
  /** Where it was refused: what would have served, had there been no gate. */
  readonly refused: NightScore | null
  /** What serves after it. */
  readonly version: string
  /** Foods it claims. */
  readonly claimed: number
  readonly score: NightScore
}
