/**
 * The least probability at which a food is offered: split conformal, least-ambiguous sets (Sadinle, Lei and Wasserman
 * 2019, arXiv 1609.00451). With `probabilityOfTruth` of n exchangeable photos, the offered foods hold the right one
 * for at least `coverage` of new photos. 0 (everything is offered) when there are too few photos to promise that.
 */
export function conformalThreshold(probabilityOfTruth: readonly number[], coverage: number): number {
  const sorted = [...probabilityOfTruth].sort((a, b) => a - b)
  // The small term undoes rounding: 0.1 * 100 must be 10.
  const rank = Math.floor((1 - coverage) * (sorted.length + 1) + 1e-9)
  return rank < 1 ? 0 : (sorted[rank - 1] ?? 0)
}
