import type { FoodScore } from '../classifier/model-card.ts'
import { classScores } from './metrics/classification.ts'
import type { FitSettings } from './settings.ts'

/** A food's logits are only looked at among the foods that may be claimed. */
export interface FoodAnswer {
  readonly truth: string
  readonly logits: ReadonlyMap<string, number>
}

/** Photos of a food in `train`, crops not counted. */
export interface TrainingPhotos {
  readonly all: number
  /** Near-duplicate groups among those of this event. */
  readonly localGroups: number
}

const rule = { train: 15, trainWithoutCalibration: 25, calibration: 5, least: 0.6 }

/** Whether a food has photos enough to be learned from, whatever comes of it. */
export const enoughToLearn = (
  { all, localGroups }: TrainingPhotos,
  { newFoodPhotos }: Pick<FitSettings, 'newFoodPhotos'>,
): boolean => all >= rule.train || localGroups >= newFoodPhotos

/**
 * How many different photos of this event a food needs before it may be claimed: ten that teach, or as few as make enough
 * with those the pack came with. `pack`: its photos in `train` and in `calibration`. A food for which those alone are
 * enough has had its try: what it needs is ten more.
 */
export function photosNeeded(
  pack: { train: number; calibration: number },
  { newFoodPhotos }: Pick<FitSettings, 'newFoodPhotos'>,
): number {
  const enough = pack.calibration < rule.calibration ? rule.trainWithoutCalibration : rule.train
  const lacking = enough - pack.train
  return lacking > 0 ? Math.min(newFoodPhotos, lacking) : newFoodPhotos
}

/**
 * From how many different photos of this event on a food that is known is known well: as many as make 25 with those the
 * pack came with, by which it could be claimed without any photo to judge it by.
 */
export const photosWanted = (pack: { train: number }): number =>
  Math.max(0, rule.trainWithoutCalibration - pack.train)

interface HeldOutAnswers {
  readonly answers: readonly FoodAnswer[]
  readonly learned: readonly string[]
}

type NewFoodSettings = Pick<FitSettings, 'newFoodPhotos' | 'newFoodLeast' | 'withheld' | 'known'>

const listed = (ids: string): ReadonlySet<string> => new Set(ids.split(',').filter(Boolean))

/** Foods the settings keep from being claimed. */
export const withheldFoods = ({ withheld }: Pick<FitSettings, 'withheld'>): ReadonlySet<string> =>
  listed(withheld)

/**
 * Whether a food is judged by cross-validation over this event's photos: there are enough of those, and by the ordinary
 * rule there are too few to learn from or to judge by, or most of its photos are of this event. Its first five photos in
 * `calibration` say less than fifty that were held out: beside hundreds of other foods' photos four that are taken for it
 * leave it a precision of 0.56.
 */
export const isCrossValidated = (
  { all, localGroups }: TrainingPhotos,
  calibration: number,
  { newFoodPhotos }: Pick<FitSettings, 'newFoodPhotos'>,
): boolean =>
  localGroups >= newFoodPhotos &&
  (calibration < rule.calibration || all < rule.train || localGroups > all - localGroups)

/**
 * Which foods the model claims. The ordinary rule: at least 15 training photos, and precision and recall of at least 0.6
 * on `calibration`; at least 25 training photos where fewer than five are there to tell. A food the event brings is
 * judged by cross-validation instead: ten photos of its own, no two near-duplicates, and an F1 of 0.7 unless the model
 * before knows it. What cannot be judged or falls short is still being learned, with the reason; the other foods do not
 * depend on it.
 *
 * Scores are among the foods with enough photos. `calibration` holds answers about photos of `calibration`,
 * `heldOut` those of cross-validation, with the foods it found learnable, `trainingPhotos` the counts of every food that has any.
 */
export function claimFoods(
  foods: readonly string[],
  trainingPhotos: ReadonlyMap<string, TrainingPhotos>,
  calibration: readonly FoodAnswer[],
  heldOut: HeldOutAnswers,
  settings: NewFoodSettings,
): FoodScore[] {
  const withheld = withheldFoods(settings)
  const known = listed(settings.known ?? '')
  const inCalibration = Map.groupBy(calibration, ({ truth }) => truth)
  const crossValidated = Map.groupBy(heldOut.answers, ({ truth }) => truth)
  const counts = (food: string) => ({
    train: trainingPhotos.get(food)?.all ?? 0,
    calibration: inCalibration.get(food)?.length ?? 0,
    crossValidated: crossValidated.get(food)?.length ?? 0,
  })
  const missing = (food: string): string | null => {
    if (withheld.has(food)) return 'held back: it could not pass the gate'
    const { train, calibration, crossValidated } = counts(food)
    if (crossValidated > 0) return null
    const here = trainingPhotos.get(food)?.localGroups ?? 0
    if (train < rule.train && here > 0) return `${here} of ${settings.newFoodPhotos} photos of this event`
    if (train < rule.train) return `${train} of ${rule.train} training photos`
    if (calibration < rule.calibration && train < rule.trainWithoutCalibration) {
      return `${train} of ${rule.trainWithoutCalibration} training photos, as only ${calibration} are there to judge by`
    }
    return null
  }
  const enough = foods.filter(food => missing(food) === null)
  const answers = [...calibration, ...heldOut.answers]
    .filter(({ truth }) => enough.includes(truth))
    .map(({ truth, logits }) => ({ truth, answer: best(enough, logits) }))
  const scores = new Map(classScores(answers, enough).map(score => [score.label, score]))

  return foods.map(id => {
    const { crossValidated, ...photos } = counts(id)
    const { precision = null, recall = null, f1 = null } = scores.get(id) ?? {}
    const said = (claimed: boolean, reason: string): FoodScore => ({
      ...{ id, claimed, reason },
      photos: crossValidated > 0 ? { ...photos, crossValidated } : photos,
      ...{ precision, recall },
    })

    const lacking = missing(id)
    if (lacking) return said(false, lacking)
    const good = (precision ?? 0) >= rule.least && (recall ?? 0) >= rule.least
    if (crossValidated > 0) {
      if (!good || !heldOut.learned.includes(id))
        return said(false, `precision or recall under ${rule.least} in cross-validation`)
      if ((f1 ?? 0) < settings.newFoodLeast && !known.has(id))
        return said(false, `F1 under ${settings.newFoodLeast} in cross-validation`)
      return said(true, 'learned from this event’s photos, judged by cross-validation')
    }
    if (photos.calibration < rule.calibration)
      return said(true, 'enough training photos; too few to judge by')
    return said(good, good ? 'precision and recall reached' : `precision or recall under ${rule.least}`)
  })
}

function best(foods: readonly string[], logits: ReadonlyMap<string, number>): string | null {
  const score = (food: string) => logits.get(food) ?? Number.NEGATIVE_INFINITY
  return foods.reduce<string | null>(
    (top, food) => (top === null || score(food) > score(top) ? food : top),
    null,
  )
}
