import { type Bank, neighbours } from '../classifier/bank.ts'
import type { FoodScore, ModelCard } from '../classifier/model-card.ts'
import { knownAndUnknown, outlierProbability, probabilities, rejectionInput } from '../classifier/verdict.ts'
import type { HeadLayers } from '../onnx/head.ts'
import { type BaseSet, embeddingOf } from './base-set.ts'
import { chooseRejection } from './choose-rejection.ts'
import { claimFoods } from './claim-foods.ts'
import { conformalThreshold } from './conformal.ts'
import { wholeRows } from './dataset.ts'
import { groupKey } from './photo-index.ts'
import { runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import { fitTemperature } from './temperature.ts'

/** What `calibration` decides. */
export type Calibration = Pick<
  ModelCard,
  'claimed' | 'temperature' | 'rejection' | 'conformal' | 'candidates'
> & {
  scores: FoodScore[]
}

/**
 * Everything the verdict needs beside the head, from `calibration` alone: the backbone has seen `train`. In this order,
 * as each needs the one before: claimed foods, temperature, rejection with its threshold, conformal threshold.
 */
export function calibrate(
  set: BaseSet,
  layers: HeadLayers,
  bank: Bank,
  foods: readonly string[],
  settings: FitSettings,
): Calibration {
  const photos = wholeRows(set, 'calibration').flatMap(row => {
    const example = set.examples[row]
    const embedding = embeddingOf(set, row)
    return example ? [{ ...example, embedding, logits: runLayers(layers, embedding) }] : []
  })
  const scores = claimFoods(
    foods,
    trainingPhotos(set),
    photos
      .filter(({ kind }) => kind === 'food')
      .map(({ label, logits }) => ({
        truth: label,
        logits: new Map(foods.map((food, i) => [food, logits.food[i] ?? 0])),
      })),
  )
  const claimed = scores.filter(score => score.claimed).map(({ id }) => id)
  const judged = photos
    .filter(({ kind, label }) => kind === 'outlier' || claimed.includes(label))
    .map(photo => ({
      ...photo,
      neighbours: neighbours(
        bank,
        photo.embedding,
        foods.map(food => claimed.includes(food)),
      ),
      ...knownAndUnknown(photo.logits.food, photo.logits.outlier, { foods: [...foods], claimed }),
    }))
  const known = judged
    .filter(({ kind }) => kind === 'food')
    .map(photo => ({ ...photo, truth: claimed.indexOf(photo.label) }))

  const temperature = fitTemperature(known.map(({ known: logits, truth }) => ({ logits, truth })))

  const { rejection, candidates } = chooseRejection(
    judged.map(photo => ({
      outlier: photo.kind === 'outlier',
      group: groupKey(photo),
      features: rejectionInput(photo, temperature, photo.neighbours),
    })),
    settings,
    settings.seed,
  )

  const accepted = known.filter(
    photo =>
      outlierProbability(rejectionInput(photo, temperature, photo.neighbours), rejection) <
      rejection.threshold,
  )
  const threshold = conformalThreshold(
    accepted.map(({ known: logits, truth }) => probabilities(logits, temperature)[truth] ?? 0),
    settings.coverage,
  )
  return {
    claimed,
    temperature,
    rejection,
    conformal: { coverage: settings.coverage, threshold },
    candidates,
    scores,
  }
}

/** Photos of each food in `train`, each counted once. */
function trainingPhotos(set: BaseSet): Map<string, number> {
  const rows = wholeRows(set, 'train').map(row => set.examples[row]?.label ?? '')
  return new Map([...Map.groupBy(rows, label => label)].map(([label, members]) => [label, members.length]))
}
