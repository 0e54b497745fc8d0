/** Outliers are the positives: a photo is rejected when its outlier score reaches the threshold. */
export interface Rejections {
  /** Outliers rejected. */
  readonly truePositives: number
  /** Outliers accepted. */
  readonly falseNegatives: number
  /** Foods refused. */
  readonly falsePositives: number
}

/** Weighs missing an outlier beta times as heavily as refusing a food. */
export const beta = 1.5

/** F-beta (van Rijsbergen 1979); counts may be fractions. */
export function fBeta({ truePositives, falseNegatives, falsePositives }: Rejections): number {
  const weight = beta * beta
  return (
    ((1 + weight) * truePositives) / ((1 + weight) * truePositives + weight * falseNegatives + falsePositives)
  )
}

/** What F-beta would be were `share` of all photos outliers, from the rates measured. */
export function reweightedFBeta(rejectedOutliers: number, refusedFoods: number, share: number): number {
  return fBeta({
    truePositives: share * rejectedOutliers,
    falseNegatives: share * (1 - rejectedOutliers),
    falsePositives: (1 - share) * refusedFoods,
  })
}

/** Chance that an outlier scores above a food, ties half: the area under the ROC curve (Mann and Whitney 1947). */
export function auroc(outliers: readonly number[], foods: readonly number[]): number {
  const sortedFoods = [...foods].sort((a, b) => a - b)
  const wins = outliers.reduce(
    (sum, score) => sum + (countBelow(sortedFoods, score) + countAtMost(sortedFoods, score)) / 2,
    0,
  )
  return wins / (outliers.length * foods.length)
}

/** Share of foods refused at the threshold that rejects 95% of the outliers. */
export function falsePositivesAt95(outliers: readonly number[], foods: readonly number[]): number {
  const sorted = [...outliers].sort((a, b) => a - b)
  const threshold = sorted[Math.floor(0.05 * sorted.length)] ?? Number.NaN
  return foods.filter(score => score >= threshold).length / foods.length
}

export function countBelow(sorted: readonly number[], value: number): number {
  return firstIndex(sorted, item => item >= value)
}

function countAtMost(sorted: readonly number[], value: number): number {
  return firstIndex(sorted, item => item > value)
}

/** Where a sorted list starts to satisfy a condition, by halving. */
function firstIndex(sorted: readonly number[], holds: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(sorted[middle] ?? Number.POSITIVE_INFINITY)) to = middle
    else from = middle + 1
  }
  return from
}
