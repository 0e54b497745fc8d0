import { probabilities } from '../classifier/verdict.ts'
import { logLoss } from './metrics/calibration.ts'

/** One photo's logits over the claimed foods, and the index of the right one. */
export interface LabelledLogits {
  readonly logits: readonly number[]
  readonly truth: number
}

/** The temperature of least log loss (Guo et al. 2017, arXiv 1706.04599), by golden section over its logarithm. */
export function fitTemperature(photos: readonly LabelledLogits[]): number {
  const loss = (logTemperature: number) =>
    logLoss(
      photos.map(({ logits, truth }) => ({
        probabilities: probabilities(logits, Math.exp(logTemperature)),
        truth,
      })),
    )
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [-3, 3]
  for (let i = 0; i < 50; i++) {
    const a = high - golden * (high - low)
    const b = low + golden * (high - low)
    if (loss(a) < loss(b)) high = b
    else low = a
  }
  return Math.exp((low + high) / 2)
}
