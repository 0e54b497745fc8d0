import type { Verdict } from '../../classifier/verdict.ts'
import { clopperPearson } from '../../training/metrics/intervals.ts'
import { type Decision, decisionOf } from './decisions.ts'

/** A photo nobody has settled, as far as its place in the queue depends on it. */
export interface Waiting {
  id: string
  photoId: string
  playerId: string
  nickname: string
  food: string | null
  verdict: Verdict
  /** The likeliest food, whatever the verdict; null where the model named none. */
  predicted: string | null
  probability: number
  audited: boolean
  /** The version of the model before the one that answered would have answered something else. */
  differs: boolean
  answer: string | null
  claimFood: string | null
  /** What the player typed. */
  note: string | null
  sentAt: number
  lookGroup: string | null
  /** A near-duplicate of it has been settled. */
  settledTwin: boolean
}

/** A food with fewer settled photos than this is one that teaches. */
const fewPhotos = 20

/**
 * What a photo teaches, 0 to 8: disagreement most, then what two versions of the model say different things of (which
 * of them is better is decided by these photos), then what the model was unsure of, then foods with few settled
 * photos; a trusted player's word weighs more. The audit sample is spread over the whole range, or its sure and
 * uncontradicted photos would never be reached, and would be known by their place if they all came first.
 */
export function priority(item: Waiting, settled: ReadonlyMap<string, number>, trust: number): number {
  const disagrees = isDisagreement(item)
  const unsure = item.verdict === 'recognised' ? 1 - item.probability : 0.7
  const food = item.claimFood ?? item.food ?? item.predicted
  const rare = food === null ? 0 : Math.max(0, 1 - (settled.get(food) ?? 0) / fewPhotos)
  const worth = (disagrees ? 2.5 + trust : 0) + (item.differs ? 2 : 0) + 1.5 * unsure + rare
  return item.audited ? Math.max(worth, 8 * spread(item.photoId)) : worth
}

/** The player said something else than the model. */
export const isDisagreement = (item: Pick<Waiting, 'answer'>): boolean =>
  item.answer !== null && item.answer !== 'yes'

/** What Enter settles on: the player's word, or the model's where they left it alone; null where they only denied it. */
export function suggestion({
  answer,
  claimFood,
  food,
  predicted,
}: Pick<Waiting, 'answer' | 'claimFood' | 'food' | 'predicted'>): Decision | null {
  switch (answer) {
    case 'no':
      return null
    case 'not_food':
      return { kind: 'not_food', food: null }
    case 'other':
      return { kind: 'other_food', food: null }
    case 'food':
      return decisionOf(claimFood === null ? 'other_food' : 'food', claimFood)
    default: {
      const sure = food ?? predicted
      return sure === null ? null : { kind: 'food', food: sure }
    }
  }
}

/** A number from 0 to 1 that stays with the photo and has nothing to do with it. */
function spread(photoId: string): number {
  let sum = 7
  for (const letter of photoId) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0
  return (Math.imul(sum, 2_654_435_761) >>> 0) / 2 ** 32
}

/**
 * Most worth first; of two as good, the earlier one. Of near-duplicates one is settled in its place and the rest come
 * after everything else: they are shown beside it, teach nothing more, and must not hold up what others sent.
 */
export function inOrder<W extends Waiting>(
  items: readonly W[],
  settled: ReadonlyMap<string, number>,
  trustOf: (playerId: string) => Pick<Trust, 'least'>,
): W[] {
  const sorted = items
    .map(item => ({ item, worth: priority(item, settled, trustOf(item.playerId).least) }))
    .toSorted(
      (a, b) => b.worth - a.worth || a.item.sentAt - b.item.sentAt || (a.item.id < b.item.id ? -1 : 1),
    )
  const groups = new Set<string>()
  const firsts: W[] = []
  const copies: W[] = []
  for (const { item } of sorted) {
    const isCopy = item.settledTwin || (item.lookGroup !== null && groups.has(item.lookGroup))
    if (item.lookGroup !== null) groups.add(item.lookGroup)
    if (isCopy) copies.push(item)
    else firsts.push(item)
  }
  return [...firsts, ...copies]
}

/** What a player said of a photo that has been settled since. */
export interface SettledHint {
  playerId: string
  answer: string
  claimFood: string | null
  predicted: string | null
  audited: boolean
  decision: Decision
}

/** Whether a hint was right; null where it says nothing about its giver: an easy yes, or a photo nobody can judge. */
export function hintWasRight({
  answer,
  claimFood,
  predicted,
  audited,
  decision,
}: SettledHint): boolean | null {
  if (decision.kind === 'unusable' || decision.kind === 'hidden') return null
  switch (answer) {
    case 'yes':
      return audited ? decision.food !== null && decision.food === predicted : null
    case 'no':
      return decision.food === null || decision.food !== predicted
    case 'food':
      return decision.food !== null && decision.food === claimFood
    case 'other':
      return decision.kind === 'other_food' || (decision.food !== null && decision.food !== predicted)
    case 'not_food':
      return decision.kind === 'not_food'
    default:
      return null
  }
}

/**
 * The 5% quantile of Beta(agreed + 1, disagreed + 1): how often a player's hints are right at least. That quantile is
 * the lower Clopper-Pearson bound with one success more and one trial more.
 */
export const trust = (agreed: number, disagreed: number): number =>
  clopperPearson(agreed + 1, agreed + disagreed + 1, 0.9)[0]

/** How far a player's hints can be trusted. */
export interface Trust {
  /** Hints that were checked and say something about their giver. */
  agreed: number
  disagreed: number
  /** How often they are right at least; see `trust`. */
  least: number
}

/** Trust by player; whoever gave no hint yet has that of nobody's hints. */
export function trustByPlayer(hints: readonly SettledHint[]): (playerId: string) => Trust {
  const counts = new Map<string, { agreed: number; disagreed: number }>()
  for (const hint of hints) {
    const right = hintWasRight(hint)
    if (right === null) continue
    const count = counts.get(hint.playerId) ?? { agreed: 0, disagreed: 0 }
    if (right) count.agreed++
    else count.disagreed++
    counts.set(hint.playerId, count)
  }
  const withTrust = (count: { agreed: number; disagreed: number }): Trust => ({
    ...count,
    least: trust(count.agreed, count.disagreed),
  })
  const known = new Map([...counts].map(([id, count]) => [id, withTrust(count)]))
  const unknown = withTrust({ agreed: 0, disagreed: 0 })
  return playerId => known.get(playerId) ?? unknown
}

/** What a reviewer wants to see; empty is all. */
export interface QueueFilter {
  food: string
  verdict: string
  player: string
  model: string
  /** YYYY-MM-DD, where the event is. */
  day: string
  /** Only what a player contradicted or claimed. */
  flagged: boolean
}

export const readFilter = (query: URLSearchParams): QueueFilter => ({
  food: query.get('food') ?? '',
  verdict: query.get('verdict') ?? '',
  player: query.get('player') ?? '',
  model: query.get('model') ?? '',
  day: query.get('day') ?? '',
  flagged: query.has('flagged'),
})

/** The filter as the address carries it: '' or '?food=laksa'. */
export function filterQuery(filter: QueueFilter): string {
  const query = new URLSearchParams()
  for (const name of ['food', 'verdict', 'player', 'model', 'day'] as const) {
    if (filter[name]) query.set(name, filter[name])
  }
  if (filter.flagged) query.set('flagged', '1')
  return query.size > 0 ? `?${query}` : ''
}
