import { neighbours } from '../classifier/bank.ts'
import type { Logits } from '../classifier/head.ts'
import type { ModelCard } from '../classifier/model-card.ts'
import { knownAndUnknown } from '../classifier/verdict.ts'
import { type BaseSet, type Example, embeddingOf } from './base-set.ts'
import { claimFoods } from './claim-foods.ts'
import { foldBanks } from './cross-validate.ts'
import { wholeRows } from './dataset.ts'
import type { FittedWeights } from './fit-weights.ts'
import { runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import { fitTemperature } from './temperature.ts'
import { crossValidatedFoods, trainingPhotos } from './training-photos.ts'

/** Which foods are claimed, how each is named, and how sure of it a verdict is. */
export type CalibratedFoods = Pick<ModelCard, 'claimed' | 'temperature' | 'namingShift' | 'scores'>

/** A photo that neither backbone nor head has seen, and what the head says of it. */
export interface CalibrationPhoto extends Example {
  readonly logits: Logits
  /** Of this event, held out by cross-validation. */
  readonly crossValidated: boolean
  /** See bank.ts. */
  neighbours(claimed: readonly boolean[]): number
}

/**
 * Claimed foods, then the temperature, from `calibration` alone: the backbone has seen `train`. Photos of this event held
 * out by cross-validation count as photos of `calibration`.
 */
export function calibrateFoods(
  set: BaseSet,
  { foods, validated: { learned } }: FittedWeights,
  photos: readonly CalibrationPhoto[],
  settings: FitSettings,
): CalibratedFoods {
  const shift = Object.fromEntries(learned.map(food => [food, settings.newFoodShift]))
  const answers = (crossValidated: boolean, less: Readonly<Record<string, number>>) =>
    photos
      .filter(photo => photo.kind === 'food' && photo.crossValidated === crossValidated)
      .map(({ label, logits }) => ({
        truth: label,
        logits: new Map(foods.map((food, i) => [food, (logits.food[i] ?? 0) - (less[food] ?? 0)])),
      }))
  const scores = claimFoods(
    foods,
    trainingPhotos(set),
    answers(false, shift),
    // Nothing is shifted: their heads were taught a fifth fewer photos of the food, so name it more rarely already.
    { answers: answers(true, {}), learned },
    settings,
  )
  const claimed = scores.filter(score => score.claimed).map(({ id }) => id)
  const shifted = learned.length > 0 ? { namingShift: shift } : {}
  const temperature = fitTemperature(
    photos
      .filter(({ kind, label }) => kind === 'food' && claimed.includes(label))
      .map(({ label, logits }) => ({
        logits: knownAndUnknown(logits.food, logits.outlier, { foods: [...foods], claimed, ...shifted })
          .named,
        truth: claimed.indexOf(label),
      })),
  )
  return { claimed, temperature, ...shifted, scores }
}

/** Whole photos of `calibration`, then those that were held out. */
export function calibrationPhotos(
  set: BaseSet,
  { layers, bank, validated: { heldOut } }: FittedWeights,
  settings: FitSettings,
): CalibrationPhoto[] {
  const seen = (row: number, logits: Logits, from: typeof bank | undefined, crossValidated: boolean) => {
    const example = set.examples[row]
    if (!example || !from) return []
    const embedding = embeddingOf(set, row)
    const near = (claimed: readonly boolean[]) => neighbours(from, embedding, claimed)
    return [{ ...example, logits, crossValidated, neighbours: near }]
  }
  const banks = foldBanks(set, bank, crossValidatedFoods(set, settings), settings)
  return [
    ...wholeRows(set, 'calibration').flatMap(row =>
      seen(row, runLayers(layers, embeddingOf(set, row)), bank, false),
    ),
    ...heldOut.flatMap(({ row, fold, logits }) => seen(row, logits, banks[fold], true)),
  ]
}
