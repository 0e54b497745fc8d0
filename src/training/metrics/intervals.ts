import { type Random, seededRandom } from '../random.ts'

export type Interval = readonly [low: number, high: number]

/**
 * Percentile bootstrap (Efron 1979) over near-duplicate groups, drawn within each stratum: photos of one group are
 * not independent. `statistics` gets the items drawn and returns named numbers; each gets its 95% interval.
 */
export function bootstrapIntervals<T, Name extends string>(
  items: readonly T[],
  by: { stratum: (item: T) => string; group: (item: T) => string },
  statistics: (drawn: T[]) => Record<Name, number>,
  { draws = 1000, seed = 1 } = {},
): Record<Name, Interval> {
  const strata = [...Map.groupBy(items, by.stratum).values()].map(members => [
    ...Map.groupBy(members, by.group).values(),
  ])
  const random = seededRandom(seed)
  const samples = Array.from({ length: draws }, () =>
    statistics(strata.flatMap(groups => redraw(groups, random))),
  )
  const names = Object.keys(samples[0] ?? {}) as Name[]
  const intervals: Partial<Record<Name, Interval>> = {}
  for (const name of names) {
    const sorted = samples
      .map(sample => sample[name])
      .filter(value => !Number.isNaN(value))
      .sort((a, b) => a - b)
    intervals[name] = [quantile(sorted, 0.025), quantile(sorted, 0.975)]
  }
  return intervals as Record<Name, Interval>
}

function redraw<T>(groups: readonly T[][], random: Random): T[] {
  return groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? [])
}

/** Of sorted values, without interpolation. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Exact interval of a proportion (Clopper and Pearson 1934), `hits` of `total`; both tails share 1 - confidence. */
export function clopperPearson(hits: number, total: number, confidence = 0.95): Interval {
  if (total === 0) return [0, 1]
  const tail = (1 - confidence) / 2
  const low = hits === 0 ? 0 : solve(p => 1 - binomialAtMost(hits - 1, total, p) - tail, false)
  const high = hits === total ? 1 : solve(p => binomialAtMost(hits, total, p) - tail, true)
  return [low, high]
}

/** P(X <= k) for X binomial(n, p), summed in logarithms. */
function binomialAtMost(k: number, n: number, p: number): number {
  if (p <= 0) return 1
  if (p >= 1) return k >= n ? 1 : 0
  let term = n * Math.log1p(-p)
  let sum = Math.exp(term)
  for (let i = 1; i <= k; i++) {
    term += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p)
    sum += Math.exp(term)
  }
  return Math.min(1, sum)
}

/** Root in [0, 1] of a monotone function by halving. */
function solve(f: (p: number) => number, falling: boolean): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (f(middle) > 0 === falling) low = middle
    else high = middle
  }
  return (low + high) / 2
}
