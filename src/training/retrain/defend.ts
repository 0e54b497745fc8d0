import type { VerdictResult } from '../../classifier/verdict.ts'
import { type Doubt, judge, type Known } from '../../dataset/index.ts'
import type { LeftOut, SplitExample } from './split.ts'

/**
 * What one player may make up of a food's examples here, and how many they may have in any case: enough for a class of
 * one to teach a new food.
 */
const crowd = { share: 0.3, least: 12 }

/**
 * Leaves out what one player has of a food beyond a share of all that are kept of it, first come first kept: who floods
 * the queue with one food does not decide what it looks like. Photos the organiser added are nobody's.
 */
export function withoutCrowds(examples: readonly SplitExample[]): {
  kept: SplitExample[]
  leftOut: LeftOut[]
} {
  const teaching = examples.filter(({ use }) => use === 'train')
  const leftOut: LeftOut[] = []
  for (const photos of Map.groupBy(teaching, ({ label }) => label).values()) {
    const players = [...Map.groupBy(photos, ({ playerId }) => playerId)].filter(([id]) => id !== null)
    const most = mostEach(
      players.map(([, own]) => own.length),
      photos.length,
    )
    for (const [, own] of players)
      leftOut.push(...own.slice(most).map(({ id }): LeftOut => ({ id, reason: 'crowd' })))
  }
  const out = new Set(leftOut.map(({ id }) => id))
  return { kept: examples.filter(({ id }) => !out.has(id)), leftOut }
}

/** The largest number for which nobody has more than their share of what is then kept. */
function mostEach(counts: readonly number[], all: number): number {
  const unowned = all - counts.reduce((sum, count) => sum + count, 0)
  const keptAt = (most: number) => counts.reduce((sum, count) => sum + Math.min(count, most), unowned)
  let most = crowd.least
  while (most < Math.max(...counts, 0) && most + 1 <= crowd.share * keptAt(most + 1)) most++
  return most
}

/** How sure today's model must be to have a say. */
const sure = 0.9

export interface DoubtInput {
  examples: readonly SplitExample[]
  /** Of the base set's `train`: nothing of what judges has a say in what teaches. */
  base: readonly Known[]
  /** Foods today's model claims: of others it can have no opinion. */
  claimed: readonly string[]
  /** What today's model says of a photo. */
  look: (embedding: Float32Array) => Promise<VerdictResult>
  /** Ids of photos somebody has looked at again, and found right. */
  confirmed: ReadonlySet<string>
}

/**
 * Photos whose label both the photos most like them and today's model clearly contradict. A food the model does not
 * claim yet is never in doubt: nobody here knows what it looks like but who named it.
 */
export async function doubtfulLabels(input: DoubtInput): Promise<Doubt[]> {
  const { examples, base, claimed, look, confirmed } = input
  const teaching = examples.filter(({ use }) => use === 'train')
  const known = [...base, ...teaching]
  const doubts: Doubt[] = []
  for (const photo of teaching) {
    if (confirmed.has(photo.id)) continue
    if (photo.kind === 'food' && !claimed.includes(photo.label)) continue
    const said = await look(photo.embedding)
    // The model is asked first: it takes 0.4 ms, all neighbours some ten.
    if (!contradicts(said, photo)) continue
    const suspect = judge(photo, known)
    if (suspect && suspect.looksLike === answer(said)) doubts.push({ ...suspect, origin: photo.origin })
  }
  return doubts
}

/** What it takes the photo for: a food, or none it knows. */
const answer = ({ verdict, food }: VerdictResult) => (verdict === 'unknown' ? 'outlier' : food)

function contradicts(said: VerdictResult, { kind, label }: SplitExample): boolean {
  if (said.verdict === 'unknown') return kind === 'food'
  return (
    said.verdict === 'recognised' && said.probability >= sure && !(kind === 'food' && said.food === label)
  )
}
