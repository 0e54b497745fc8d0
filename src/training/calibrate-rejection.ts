import type { ModelCard } from '../classifier/model-card.ts'
import { knownAndUnknown, outlierProbability, probabilities, rejectionInput } from '../classifier/verdict.ts'
import type { CalibratedFoods, CalibrationPhoto } from './calibrate-foods.ts'
import { chooseRejection } from './choose-rejection.ts'
import { conformalThreshold } from './conformal.ts'
import type { FittedWeights } from './fit-weights.ts'
import { inProportion } from './in-proportion.ts'
import { groupKey } from './photo-index.ts'
import type { FitSettings } from './settings.ts'

/** What `calibration` decides: everything the verdict needs beside the head. */
export type Calibration = CalibratedFoods & Pick<ModelCard, 'rejection' | 'conformal' | 'candidates'>

/** The way of rejecting with its threshold, then the conformal threshold: of the claimed foods, at their temperature. */
export function calibrateRejection(
  { foods: all }: Pick<FittedWeights, 'foods'>,
  { scores, ...foods }: CalibratedFoods,
  photos: readonly CalibrationPhoto[],
  settings: FitSettings,
): Calibration {
  const { claimed, temperature } = foods
  const isClaimed = all.map(food => claimed.includes(food))
  const rule = { foods: [...all], ...foods }
  const judged = photos
    .filter(({ kind, label }) => kind === 'outlier' || claimed.includes(label))
    .map(photo => {
      const scores = knownAndUnknown(photo.logits.food, photo.logits.outlier, rule)
      const features = rejectionInput(scores, temperature, photo.neighbours(isClaimed))
      return { ...photo, named: scores.named, features }
    })

  const { rejection, candidates } = chooseRejection(
    inProportion(judged, settings.newFoodPhotos).map(photo => ({
      outlier: photo.kind === 'outlier',
      group: groupKey(photo),
      features: photo.features,
    })),
    settings,
    settings.seed,
  )

  const known = judged.filter(({ kind }) => kind === 'food')
  const isAccepted = ({ features }: (typeof known)[number]) =>
    outlierProbability(features, rejection) < rejection.threshold
  const threshold = conformalThreshold(
    known
      .filter(isAccepted)
      .map(({ named, label }) => probabilities(named, temperature)[claimed.indexOf(label)] ?? 0),
    settings.coverage,
  )
  const refused = Map.groupBy(
    known.filter(photo => photo.crossValidated && !isAccepted(photo)),
    ({ label }) => label,
  )
  return {
    ...foods,
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
