import type { FoodScore } from '../classifier/model-card.ts'
import { classScores } from './metrics/classification.ts'

/** A food's logits are only looked at among the foods that may be claimed. */
export interface FoodAnswer {
  readonly truth: string
  readonly logits: ReadonlyMap<string, number>
}

const rule = { train: 15, trainWithoutCalibration: 25, calibration: 5, least: 0.6 }

/**
 * Which foods the model claims: at least 15 training photos, and precision and recall of at least 0.6 on `calibration`;
 * at least 25 training photos where fewer than five are there to tell. Scores are among the foods with enough photos.
 */
export function claimFoods(
  foods: readonly string[],
  trainingPhotos: ReadonlyMap<string, number>,
  calibration: readonly FoodAnswer[],
): FoodScore[] {
  const counts = (food: string) => ({
    train: trainingPhotos.get(food) ?? 0,
    calibration: calibration.filter(({ truth }) => truth === food).length,
  })
  const missing = (food: string): string | null => {
    const { train, calibration } = counts(food)
    if (train < rule.train) return `${train} of ${rule.train} training photos`
    if (calibration < rule.calibration && train < rule.trainWithoutCalibration) {
      return `${train} of ${rule.trainWithoutCalibration} training photos, as only ${calibration} are there to judge by`
    }
    return null
  }
  const enough = foods.filter(food => missing(food) === null)
  const answers = calibration
    .filter(({ truth }) => enough.includes(truth))
    .map(({ truth, logits }) => ({ truth, answer: best(enough, logits) }))
  const scores = new Map(classScores(answers, enough).map(score => [score.label, score]))

  return foods.map(id => {
    const photos = counts(id)
    const score = scores.get(id)
    const [precision, recall] = [score?.precision ?? null, score?.recall ?? null]
    const lacking = missing(id)
    if (lacking) return { id, claimed: false, reason: lacking, photos, precision, recall }
    if (photos.calibration < rule.calibration) {
      return {
        id,
        claimed: true,
        reason: 'enough training photos; too few to judge by',
        photos,
        precision,
        recall,
      }
    }
    const good = (precision ?? 0) >= rule.least && (recall ?? 0) >= rule.least
    const reason = good ? 'precision and recall reached' : `precision or recall under ${rule.least}`
    return { id, claimed: good, reason, photos, precision, recall }
  })
}

function best(foods: readonly string[], logits: ReadonlyMap<string, number>): string | null {
  const score = (food: string) => logits.get(food) ?? Number.NEGATIVE_INFINITY
  return foods.reduce<string | null>(
    (top, food) => (top === null || score(food) > score(top) ? food : top),
    null,
  )
}
