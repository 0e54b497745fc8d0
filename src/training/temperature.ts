import { probabilityOf } from '../classifier/verdict.ts'
import { logLoss } from './metrics/calibration.ts'

/** One photo's logits over the claimed foods, and the index of the right one. */
export interface LabelledLogits {
  readonly logits: readonly number[]
  readonly truth: number
}

/** What is believed of the temperature before any photo is seen; `weight` says how strongly, in photos or so. */
export interface TemperatureBelief {
  readonly temperature: number
  readonly weight: number
}

/**
 * The temperature of least log loss (Guo et al. 2017, arXiv 1706.04599), by golden section over its logarithm. With a
 * belief, its distance from there counts too: a few photos, all of them right, would make it as small as it can be.
 */
export function fitTemperature(photos: readonly LabelledLogits[], belief?: TemperatureBelief): number {
  if (photos.length === 0 && belief) return belief.temperature
  const surprise = (logTemperature: number) =>
    belief
      ? (belief.weight * (logTemperature - Math.log(belief.temperature)) ** 2) / Math.max(1, photos.length)
      : 0
  const loss = (logTemperature: number) =>
    logLoss(
      photos.map(({ logits, truth }) => ({
        probabilities: [probabilityOf(truth, logits, Math.exp(logTemperature))],
        truth: 0,
      })),
    ) + surprise(logTemperature)
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
