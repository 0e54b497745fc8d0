import { clopperPearson, quantile } from './metrics/intervals.ts'
import { fBeta } from './metrics/rejection.ts'
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
  /** As how many a refused food counts in F-beta, where the photos hold fewer or more foods than they should; else 1. */
  readonly refusedWeight?: number
}

const draws = 200

/**
 * The threshold of largest F-beta among those that keep the refusal limit. One photo can move the best threshold far,
 * so it is the median of those of 200 bootstrap draws of groups (bagging, Breiman 1996).
 */
export function stableThreshold(photos: readonly Scored[], limit: RefusalLimit, seed = 1): number {
  const random = seededRandom(seed)
  const sorted = inOrder(photos)
  const groups = new Uint16Array(sorted.groups)
  const times = new Uint16Array(photos.length)
  const chosen = Array.from({ length: draws }, () => {
    groups.fill(0)
    for (let i = 0; i < groups.length; i++) {
      const drawn = Math.floor(random() * groups.length)
      groups[drawn] = (groups[drawn] as number) + 1
    }
    for (let i = 0; i < times.length; i++) times[i] = groups[sorted.group[i] as number] as number
    return sweep(sorted, times, limit)
  }).sort((a, b) => a - b)
  return quantile(chosen, 0.5)
}

/** The threshold of largest F-beta under the limit; where none keeps it, the one that refuses least. */
export const bestThreshold = (photos: readonly Scored[], limit: RefusalLimit): number =>
  sweep(inOrder(photos), new Uint16Array(photos.length).fill(1), limit)

/** Photos by rising score, in typed arrays: thresholds are looked for tens of thousands of times in a fit. */
interface InOrder {
  readonly score: Float64Array
  readonly outlier: Uint8Array
  readonly group: Int32Array
  readonly groups: number
}

function inOrder(photos: readonly Scored[]): InOrder {
  const numbers = new Map<string, number>()
  for (const { group } of photos) if (!numbers.has(group)) numbers.set(group, numbers.size)
  const sorted = [...photos].sort((a, b) => a.score - b.score)
  return {
    score: Float64Array.from(sorted, ({ score }) => score),
    outlier: Uint8Array.from(sorted, ({ outlier }) => (outlier ? 1 : 0)),
    group: Int32Array.from(sorted, ({ group }) => numbers.get(group) ?? 0),
    groups: numbers.size,
  }
}

/** One pass over photos that count `times` each; a threshold lies half-way between two scores. */
function sweep({ score, outlier }: InOrder, times: Uint16Array, limit: RefusalLimit): number {
  let [outliers, foods] = [0, 0]
  for (let i = 0; i < times.length; i++) {
    if (outlier[i] === 1) outliers += times[i] as number
    else foods += times[i] as number
  }
  const allowed = mostRefusals(foods, limit)
  let [outliersBelow, foodsBelow] = [0, 0]
  let before = Number.NaN
  let best = { threshold: Number.NaN, fBeta: -1 }
  for (let i = 0; i < times.length; ) {
    const level = score[i] as number
    let [outliersHere, foodsHere] = [0, 0]
    for (; i < times.length && score[i] === level; i++) {
      if (outlier[i] === 1) outliersHere += times[i] as number
      else foodsHere += times[i] as number
    }
    if (outliersHere + foodsHere === 0) continue
    const falsePositives = foods - foodsBelow
    if (falsePositives <= allowed) {
      const truePositives = outliers - outliersBelow
      const value = fBeta({
        truePositives,
        falseNegatives: outliersBelow,
        falsePositives: falsePositives * (limit.refusedWeight ?? 1),
      })
      const threshold = Number.isNaN(before) ? level : (level + before) / 2
      if (value > best.fBeta) best = { threshold, fBeta: value }
    }
    outliersBelow += outliersHere
    foodsBelow += foodsHere
    before = level
  }
  return best.fBeta < 0 ? (Number.isNaN(before) ? 0 : before) + 1e-6 : best.threshold
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
