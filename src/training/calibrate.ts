import { type Bank, neighbours } from '../classifier/bank.ts'
import type { FoodScore, ModelCard } from '../classifier/model-card.ts'
import { knownAndUnknown, outlierProbability, probabilities, rejectionInput } from '../classifier/verdict.ts'
import type { HeadLayers } from '../onnx/head.ts'
import { type BaseSet, type Example, embeddingOf } from './base-set.ts'
import { chooseRejection } from './choose-rejection.ts'
import { claimFoods, isCrossValidated, type TrainingPhotos, withheldFoods } from './claim-foods.ts'
import { conformalThreshold } from './conformal.ts'
import type { CrossValidation, HeldOut } from './cross-validate.ts'
import { wholeRows } from './dataset.ts'
import { inProportion } from './in-proportion.ts'
import { groupKey } from './photo-index.ts'
import { runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import { fitTemperature } from './temperature.ts'

/** What `calibration` decides. */
export type Calibration = Pick<
  ModelCard,
  'claimed' | 'temperature' | 'namingShift' | 'rejection' | 'conformal' | 'candidates'
> & {
  scores: FoodScore[]
}

/**
 * Everything the verdict needs beside the head, from `calibration` alone: the backbone has seen `train`. In this order,
 * as each needs the one before: claimed foods, temperature, rejection with its threshold, conformal threshold. Photos of
 * this event held out by cross-validation count as photos of `calibration`: neither backbone nor head has seen them.
 */
export function calibrate(
  set: BaseSet,
  layers: HeadLayers,
  bank: Bank,
  foods: readonly string[],
  { heldOut, learned }: CrossValidation,
  settings: FitSettings,
): Calibration {
  const photosOf = (held: readonly HeldOut[]) =>
    held.flatMap(({ row, ...seen }) => {
      const example = set.examples[row]
      return example ? [{ ...example, ...seen }] : []
    })
  const calibration = photosOf(
    wholeRows(set, 'calibration').map(row => {
      const embedding = embeddingOf(set, row)
      return {
        row,
        logits: runLayers(layers, embedding),
        neighbours: claimed => neighbours(bank, embedding, claimed),
      }
    }),
  )
  const strangers = photosOf(heldOut).map(photo => ({ ...photo, crossValidated: true as const }))
  const shift = Object.fromEntries(learned.map(food => [food, settings.newFoodShift]))
  const answers = (photos: typeof calibration, less: Readonly<Record<string, number>>) =>
    photos
      .filter(({ kind }) => kind === 'food')
      .map(({ label, logits }) => ({
        truth: label,
        logits: new Map(foods.map((food, i) => [food, (logits.food[i] ?? 0) - (less[food] ?? 0)])),
      }))
  const scores = claimFoods(
    foods,
    trainingPhotos(set),
    answers(calibration, shift),
    // Nothing is shifted: their heads were taught a fifth fewer photos of the food, so name it more rarely already.
    { answers: answers(strangers, {}), learned },
    settings,
  )
  const claimed = scores.filter(score => score.claimed).map(({ id }) => id)
  const isClaimed = foods.map(food => claimed.includes(food))
  const judged = [...calibration, ...strangers]
    .filter(({ kind, label }) => kind === 'outlier' || claimed.includes(label))
    .map(photo => ({
      ...photo,
      neighbours: photo.neighbours(isClaimed),
      ...knownAndUnknown(photo.logits.food, photo.logits.outlier, {
        foods: [...foods],
        claimed,
        namingShift: shift,
      }),
    }))
  const known = judged
    .filter(({ kind }) => kind === 'food')
    .map(photo => ({ ...photo, truth: claimed.indexOf(photo.label) }))

  const temperature = fitTemperature(known.map(({ named: logits, truth }) => ({ logits, truth })))

  const { rejection, candidates } = chooseRejection(
    inProportion(judged, settings.newFoodPhotos).map(photo => ({
      outlier: photo.kind === 'outlier',
      group: groupKey(photo),
      features: rejectionInput(photo, temperature, photo.neighbours),
    })),
    settings,
    settings.seed,
  )

  const isAccepted = (photo: (typeof known)[number]) =>
    outlierProbability(rejectionInput(photo, temperature, photo.neighbours), rejection) < rejection.threshold
  const accepted = known.filter(isAccepted)
  const refused = Map.groupBy(
    known.filter(photo => 'crossValidated' in photo && !isAccepted(photo)),
    ({ label }) => label,
  )
  const threshold = conformalThreshold(
    accepted.map(({ named: logits, truth }) => probabilities(logits, temperature)[truth] ?? 0),
    settings.coverage,
  )
  return {
    claimed,
    temperature,
    ...(learned.length > 0 ? { namingShift: shift } : {}),
    rejection,
    conformal: { coverage: settings.coverage, threshold },
    candidates,
    scores: scores.map(score =>
      score.claimed && score.photos.crossValidated
        ? { ...score, photos: { ...score.photos, refused: refused.get(score.id)?.length ?? 0 } }
        : score,
    ),
  }
}

/** Foods that are to be learned from this event's photos and judged by cross-validation, sorted. */
export function crossValidatedFoods(set: BaseSet, settings: FitSettings): string[] {
  const calibration = Map.groupBy(wholeRows(set, 'calibration'), row => set.examples[row]?.label)
  const withheld = withheldFoods(settings)
  return [...trainingPhotos(set)]
    .filter(([food, photos]) => isCrossValidated(photos, calibration.get(food)?.length ?? 0, settings))
    .flatMap(([food]) => (withheld.has(food) ? [] : [food]))
    .sort()
}

/** Photos of each food in `train`, crops not counted. */
export const trainingPhotos = (set: BaseSet): Map<string, TrainingPhotos> =>
  countFoods(wholeRows(set, 'train').flatMap(row => set.examples[row] ?? []))

/** How many photos of each food these are. */
export function countFoods(
  photos: readonly Pick<Example, 'kind' | 'label' | 'group' | 'local'>[],
): Map<string, TrainingPhotos> {
  const foods = Map.groupBy(
    photos.filter(({ kind }) => kind === 'food'),
    ({ label }) => label,
  )
  return new Map(
    [...foods].map(([food, all]) => [
      food,
      {
        all: all.length,
        localGroups: new Set(all.flatMap(({ local, group }) => (local ? [group] : []))).size,
      },
    ]),
  )
}
