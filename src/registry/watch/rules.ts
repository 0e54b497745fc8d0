import type { Verdict } from '../../classifier/verdict.ts'
import { type Phrase, phrase } from '../../web/languages/phrase.ts'
import type { Version } from '../store.ts'

/** How long after a promotion the version before looks on, in milliseconds. */
const watchTime = 7 * 24 * 60 * 60 * 1000
/** The chance, for a version that is no worse, of ever being taken for one that is. */
const alpha = 0.05

/** Who let a version serve when no other may look on: the one before was worse, could not be loaded, or is gone. */
const unwatched: readonly (string | null)[] = ['watch', 'start', 'shipped']

type Champion = Pick<Version, 'version' | 'createdAt' | 'promotedAt' | 'promotedBy'>
type Before = Pick<Version, 'version' | 'createdAt' | 'predecessor'>

/** Until when the version before looks on; null where it does not. */
export function watchedUntil(champion: Champion, before: Before | null, now: number): number | null {
  const { promotedAt, promotedBy } = champion
  if (before === null || promotedAt === null || unwatched.includes(promotedBy)) return null
  if (wentBack(champion, before)) return null
  const until = promotedAt + watchTime
  return now < until ? until : null
}

/** An organiser sent the version before away, for one that it took over from or that is older: it stays away. */
const wentBack = ({ version, createdAt, promotedBy }: Champion, before: Before): boolean =>
  promotedBy !== 'gate' && (before.predecessor === version || createdAt < before.createdAt)

/** What one of the two says of a photo. */
export interface Answer {
  readonly verdict: Verdict
  /** As in VerdictResult. */
  readonly food: string | null
}

/** A photo of which the two say different things, in the order they were sent. */
export interface Difference {
  readonly playerId: string
  /** Near-duplicate group. */
  readonly group: string
  readonly shown: Answer
  readonly shadow: Answer
  /** What a reviewer found; null until one has looked. */
  readonly truth:
    | { readonly kind: 'food'; readonly food: string }
    | { readonly kind: 'no food' | 'unclear' }
    | null
}

/** How often only one of the two was right. */
export interface Tally {
  /** Only the version that serves. */
  readonly served: number
  /** Only the one that looks on. */
  readonly onlooker: number
  /** Of `served`: nobody has checked these yet. */
  readonly unchecked: number
}

/**
 * Counts the first photo of each near-duplicate group, and of each player one of these: the first of which only one of
 * the two was right. `claimed`: what either of them claims; of any other food it is right to say that one does not know it.
 *
 * Who complains, and what reviewers look at first, has much to do with which of the two was right: people complain of
 * what they were shown. So a photo counts for the version that serves until a reviewer has found that only the other
 * was right. The evidence is then at most what it would be if all were checked, whoever checks which in whatever order,
 * and a test that may be asked at any time stays one (`evidence` only grows with `onlooker` at the cost of `served`).
 */
export function tally(differences: readonly Difference[], claimed: ReadonlySet<string>): Tally {
  const players = new Set<string>()
  const groups = new Set<string>()
  const count = { served: 0, onlooker: 0, unchecked: 0 }
  for (const difference of differences) {
    const { playerId, group } = difference
    // Whatever is found of it: else what counts of a group would hang on who has been checked.
    if (groups.has(group)) continue
    groups.add(group)
    const right = onlyRight(difference, claimed)
    if (right === null || players.has(playerId)) continue
    players.add(playerId)
    if (right === 'unchecked') {
      count.served++
      count.unchecked++
    } else count[right]++
  }
  return count
}

/** Which of the two was right; null where both were or neither, or where nobody could tell. */
function onlyRight(
  { shown, shadow, truth }: Difference,
  claimed: ReadonlySet<string>,
): 'served' | 'onlooker' | 'unchecked' | null {
  if (truth === null) return 'unchecked'
  if (truth.kind === 'unclear') return null
  const isRight = ({ verdict, food }: Answer) =>
    truth.kind === 'food' && claimed.has(truth.food) ? food === truth.food : verdict === 'unknown'
  if (isRight(shown) === isRight(shadow)) return null
  return isRight(shown) ? 'served' : 'onlooker'
}

/** Shares of photos on which the onlooker is right, were it the better one: what the test bets on, equally. */
const bets = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]

/**
 * The evidence that the onlooker is right more often than the version that serves, on photos where exactly one is: an
 * e-process. Each bet multiplies its stake by 2p when the onlooker is right and 2(1 - p) when it is not; the evidence is
 * their mean. Were both as good, or the version that serves better, it would grow in no game on average, so by Ville's
 * inequality it reaches 1/alpha with a chance of at most alpha, however often one looks (Ramdas, Grünwald, Vovk and
 * Shafer 2023, "Game-theoretic statistics and safe anytime-valid inference", Statistical Science 38(4),
 * arXiv 2210.01948; the mixture is Robbins 1970).
 */
export const evidence = ({ served, onlooker }: Pick<Tally, 'served' | 'onlooker'>): number =>
  bets.reduce((sum, p) => sum + (2 * p) ** onlooker * (2 * (1 - p)) ** served, 0) / bets.length

/** The version that serves is significantly worse than the one before. */
export const isWorse = (counts: Pick<Tally, 'served' | 'onlooker'>): boolean => evidence(counts) >= 1 / alpha

/** Why it was rolled back, for an organiser. */
export const worseWords = ({ served, onlooker }: Tally): Phrase =>
  phrase`On the photos of ${served + onlooker} players only one of the two was right: the one that answered
    ${times(served)}, the other ${times(onlooker)}.`

const times = (count: number) => (count === 1 ? phrase`once` : phrase`${count} times`)
