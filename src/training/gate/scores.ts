import { fBeta } from '../metrics/rejection.ts'
import type { Answers, Pairing } from './pairing.ts'

/** Where each score stands in what a scorer writes; the F1 of each food follows. */
export const place = { macroF1: 0, accuracy: 1, fBeta: 2, auroc: 3, calibrationError: 4 } as const
export const firstFood = Object.keys(place).length
const bins = 10

/** How often the candidate's new foods' photos are refused, and not. */
export interface NewFoodRefusals {
  refused: number
  accepted: number
}

/**
 * Scores of photos that each count `weights[photo]` times; NaN where nothing is there to score. Photos of new foods count
 * in F-beta alone: as outliers for a model that does not know them.
 */
export type Scorer = (weights: Uint16Array, newFoods: NewFoodRefusals, out: Float64Array) => void

/**
 * All scores of one model in a few passes over the photos, sorted once: a bootstrap asks for them 10,000 times. The
 * same definitions as training/metrics: closed macro-F1, accuracy and F1s (the likeliest food, refused or not), F-beta
 * and AUROC of rejecting outliers, expected calibration error in ten bins of equal mass over the foods both models claim. But
 * in macro-F1 a food of few photos counts less, or the one photo of a food would weigh as much as all fifty of another.
 */
export function scorer(pairing: Pairing, side: 'champion' | 'candidate'): Scorer {
  const answers = pairing[side]
  const { truth, foods, counts, dropped } = pairing
  const photos = [...truth.keys()]
  const byOutlier = Int32Array.from(
    photos.sort((a, b) => (answers.outlier[a] ?? 0) - (answers.outlier[b] ?? 0)),
  )
  const certain = [...truth.keys()].filter(photo => {
    const food = foods[truth[photo] ?? -1]
    return food !== undefined && !dropped.has(food)
  })
  const byConfidence = Int32Array.from(
    certain.sort((a, b) => (answers.confidence[a] ?? 0) - (answers.confidence[b] ?? 0)),
  )
  const [photosOf, answered, hits] = [0, 1, 2].map(() => new Int32Array(foods.length + 1))
  if (!photosOf || !answered || !hits) throw new RangeError()

  return (weights, newFoods, out) => {
    photosOf.fill(0)
    answered.fill(0)
    hits.fill(0)
    let [rejected, accepted, refused] = [0, 0, 0]
    for (let photo = 0; photo < truth.length; photo++) {
      const weight = weights[photo] as number
      if (weight === 0) continue
      const food = truth[photo] as number
      const isRefused = answers.refused[photo] === 1
      if (food < 0) {
        if (isRefused) rejected += weight
        else accepted += weight
        continue
      }
      const answer = answers.likeliest[photo] as number
      photosOf[food] = (photosOf[food] as number) + weight
      answered[answer] = (answered[answer] as number) + weight
      if (answer === food) hits[food] = (hits[food] as number) + weight
      if (isRefused) refused += weight
    }
    let [sum, scored, named, shown] = [0, 0, 0, 0]
    for (let food = 0; food < foods.length; food++) {
      const [n, claims, right] = [photosOf[food] as number, answered[food] as number, hits[food] as number]
      const f1 = n > 0 ? (2 * right) / (n + claims) : Number.NaN
      out[firstFood + food] = f1
      if (n === 0) continue
      const count = counts[food] as number
      sum += count * f1
      scored += count
      named += right
      shown += n
    }
    out[place.macroF1] = sum / scored
    out[place.accuracy] = named / shown
    const knows = side === 'candidate'
    const falsePositives = refused + (knows ? newFoods.refused : 0)
    const truePositives = rejected + (knows ? 0 : newFoods.refused)
    const falseNegatives = accepted + (knows ? 0 : newFoods.accepted)
    out[place.fBeta] =
      rejected + accepted > 0 ? fBeta({ truePositives, falseNegatives, falsePositives }) : Number.NaN
    out[place.auroc] = auroc(byOutlier, answers.outlier, truth, weights)
    out[place.calibrationError] = calibrationError(byConfidence, answers, truth, weights)
  }
}

/** Of photos sorted by outlier probability; those of the same probability count half. */
function auroc(sorted: Int32Array, value: Float64Array, truth: Int16Array, weights: Uint16Array): number {
  let [wins, foodsBelow, outliers, foodsHere, outliersHere] = [0, 0, 0, 0, 0]
  let here = Number.NaN
  for (let i = 0; i <= sorted.length; i++) {
    const photo = sorted[i] ?? -1
    const next = photo < 0 ? Number.NaN : (value[photo] as number)
    if (next !== here) {
      wins += outliersHere * (foodsBelow + foodsHere / 2)
      foodsBelow += foodsHere
      outliers += outliersHere
      foodsHere = 0
      outliersHere = 0
      here = next
    }
    if (photo < 0) break
    if ((truth[photo] as number) < 0) outliersHere += weights[photo] as number
    else foodsHere += weights[photo] as number
  }
  return wins / (foodsBelow * outliers)
}

/** Of photos sorted by confidence. */
function calibrationError(
  sorted: Int32Array,
  { confidence, likeliest }: Answers,
  truth: Int16Array,
  weights: Uint16Array,
): number {
  let total = 0
  for (let i = 0; i < sorted.length; i++) total += weights[sorted[i] as number] as number
  let [apart, gap, seen, bin] = [0, 0, 0, 1]
  let end = Math.round(total / bins)
  for (let i = 0; i < sorted.length; i++) {
    const photo = sorted[i] as number
    const off = (confidence[photo] as number) - (likeliest[photo] === truth[photo] ? 1 : 0)
    let left = weights[photo] as number
    // A photo drawn several times may end one bin and start the next.
    while (left > 0) {
      const taken = Math.min(left, end - seen)
      gap += taken * off
      seen += taken
      left -= taken
      if (seen < end) continue
      apart += Math.abs(gap)
      gap = 0
      end = Math.round((++bin * total) / bins)
    }
  }
  return apart / total
}
