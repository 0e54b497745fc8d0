import { clopperPearson, quantile } from './metrics/intervals.ts'
import { countBelow, fBeta } from './metrics/rejection.ts'
import { seededRandom } from './random.ts'

export interface Scored {
  readonly outlier: boolean
  /** Grows as a photo looks less like a claimed food. */
  readonly score: number
  /** Near-duplicates share one. */
  readonly group: string
}

export interface RefusalLimit {
  /** Largest share of foods that may be refused … */
  readonly refusedAtMost: number
  /** … with this one-sided confidence; 0 means on these photos. */
  readonly refusedConfidence: number
}

const draws = 200

/**
 * The threshold of largest F-beta among those that keep the refusal limit. One photo can move the best threshold far,
 * so it is the median of those of 200 bootstrap draws of groups (bagging, Breiman 1996).
 */
export function stableThreshold(photos: readonly Scored[], limit: RefusalLimit, seed = 1): number {
  const random = seededRandom(seed)
  const groups = [...Map.groupBy(photos, ({ group }) => group).values()]
  const chosen = Array.from({ length: draws }, () =>
    bestThreshold(
      groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []),
      limit,
    ),
  ).sort((a, b) => a - b)
  return quantile(chosen, 0.5)
}

/** The threshold of largest F-beta under the limit; where none keeps it, the one that refuses least. */
export function bestThreshold(photos: readonly Scored[], limit: RefusalLimit): number {
  const scores = (outlier: boolean) =>
    photos
      .filter(photo => photo.outlier === outlier)
      .map(({ score }) => score)
      .sort((a, b) => a - b)
  const [outliers, foods] = [scores(true), scores(false)]
  const allowed = mostRefusals(foods.length, limit)
  const levels = [...new Set([...outliers, ...foods])].sort((a, b) => a - b)
  let best = { threshold: (levels.at(-1) ?? 0) + 1e-6, fBeta: -1 }
  for (const [i, level] of levels.entries()) {
    const threshold = (level + (levels[i - 1] ?? level)) / 2
    const falsePositives = foods.length - countBelow(foods, threshold)
    if (falsePositives > allowed) continue
    const falseNegatives = countBelow(outliers, threshold)
    const score = fBeta({ truePositives: outliers.length - falseNegatives, falseNegatives, falsePositives })
    if (score > best.fBeta) best = { threshold, fBeta: score }
  }
  return best.threshold
}

const remembered = new Map<string, number>()

/** How many of `foods` may be refused so that the share among new ones stays below the limit (Clopper and Pearson). */
export function mostRefusals(foods: number, { refusedAtMost, refusedConfidence }: RefusalLimit): number {
  const plain = Math.floor(refusedAtMost * foods)
  if (refusedConfidence === 0) return plain
  const key = `${foods} ${refusedAtMost} ${refusedConfidence}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  let most = plain
  // A one-sided bound is the upper end of a two-sided interval whose tails are that large each.
  while (most > 0 && clopperPearson(most, foods, 2 * refusedConfidence - 1)[1] > refusedAtMost) most--
  remembered.set(key, most)
  return most
}
