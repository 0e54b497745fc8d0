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
export function withoutCrowds<E extends Pick<SplitExample, 'id' | 'label' | 'playerId' | 'use'>>(
  examples: readonly E[],
): {
  kept: E[]
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
