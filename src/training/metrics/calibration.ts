import { mean } from './classification.ts'

/** One answer: how sure it was, and whether it was right. */
export interface Confidence {
  readonly probability: number
  readonly right: boolean
}

/**
 * Expected calibration error in bins of equal mass: the mean distance between how sure and how often right.
 * Equal mass because nearly all answers are sure; bins of equal width would leave most of them empty.
 */
export function expectedCalibrationError(answers: readonly Confidence[], bins = 10): number {
  return calibrationBins(answers, bins).reduce(
    (sum, bin) => sum + (bin.count / answers.length) * Math.abs(bin.probability - bin.right),
    0,
  )
}

export interface CalibrationBin {
  readonly count: number
  /** Mean. */
  readonly probability: number
  /** Share. */
  readonly right: number
}

export function calibrationBins(answers: readonly Confidence[], bins: number): CalibrationBin[] {
  const sorted = [...answers].sort((a, b) => a.probability - b.probability)
  return Array.from({ length: bins }, (_, i) => {
    const from = Math.round((i * sorted.length) / bins)
    const bin = sorted.slice(from, Math.round(((i + 1) * sorted.length) / bins))
    return {
      count: bin.length,
      probability: mean(bin.map(({ probability }) => probability)),
      right: mean(bin.map(({ right }) => (right ? 1 : 0))),
    }
  }).filter(({ count }) => count > 0)
}

/** One photo's probabilities over the foods, and the index of the right one. */
export interface Distribution {
  readonly probabilities: readonly number[]
  readonly truth: number
}

/** Brier score over all classes (Brier 1950): 0 is perfect, 2 the worst. */
export function brier(answers: readonly Distribution[]): number {
  return mean(
    answers.map(({ probabilities, truth }) =>
      probabilities.reduce((sum, p, i) => sum + (p - (i === truth ? 1 : 0)) ** 2, 0),
    ),
  )
}

/** Mean negative log likelihood, in nats. */
export function logLoss(answers: readonly Distribution[]): number {
  return mean(
    answers.map(({ probabilities, truth }) => -Math.log(Math.max(1e-12, probabilities[truth] ?? 0))),
  )
}
