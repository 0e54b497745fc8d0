import type { PairedScore } from './bootstrap.ts'
import type { Difference } from './report.ts'

/** JSON has no NaN: what could not be computed is null. */
export const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value

export function differenceOf(score: PairedScore | undefined): Difference {
  const difference = orNull(score?.difference)
  return {
    champion: orNull(score?.champion),
    candidate: orNull(score?.candidate),
    difference,
    interval: difference === null || !score ? null : [...score.interval],
  }
}
