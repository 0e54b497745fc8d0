import type { FoodScore } from '../../classifier/model-card.ts'
import { photosNeeded } from '../claim-foods.ts'
import { closedAnswer } from '../evaluate.ts'
import { classScores } from '../metrics/classification.ts'
import { fitSettings } from '../settings.ts'
import type { GateInput } from './input.ts'
import type { Pairing } from './pairing.ts'
import type { GateReport } from './report.ts'

type NewFood = GateReport['newFoods'][number]
type Judgement = Pick<NewFood, 'judgedBy' | 'photos' | 'precision' | 'recall' | 'f1'>

/**
 * Foods the candidate claims and the champion does not, judged by gate photos where there are enough (the likeliest food,
 * among all the candidate claims), else by what its fit found: cross-validation, or photos of `calibration`.
 */
export function judgeNewFoods(input: GateInput, pairing: Pick<Pairing, 'newFoods'>): NewFood[] {
  const { champion, candidate, names, limits } = input
  const known = new Set(champion.card.claimed)
  const claimed = candidate.card.claimed.filter(food => names.has(food))
  const answers = candidate.judged
    .filter(({ kind, label }) => kind === 'food' && claimed.includes(label))
    .map(closedAnswer)
  return classScores(
    answers,
    claimed.filter(food => !known.has(food)),
  ).map(({ label: food, count, precision, recall, f1 }) => {
    const fitted = candidate.card.scores.find(({ id }) => id === food)
    const judgement: Judgement =
      count >= limits.newFoodPhotos
        ? { judgedBy: 'gate', photos: count, precision, recall, f1 }
        : judgedByFit(fitted)
    const { food: _, ...refusals } = pairing.newFoods.find(one => one.food === food) ?? {}
    return {
      ...{ food, name: names.get(food)?.en ?? food, trainingPhotos: fitted?.photos.train ?? 0, ...judgement },
      refusals: 'photos' in refusals ? refusals : null,
    }
  })
}

const noPhotos = { train: 0, calibration: 0 }

/** Foods whose photos taught the candidate, and that it does not claim. */
export function stillLearning({
  candidate: { card },
  taughtHere,
  names,
}: GateInput): GateReport['stillLearning'] {
  const settings = fitSettings(card.settings)
  return [...taughtHere]
    .flatMap(([food, photos]) => {
      const name = names.get(food)?.en
      if (name === undefined || card.claimed.includes(food)) return []
      const { train, calibration } = card.scores.find(({ id }) => id === food)?.photos ?? noPhotos
      const ofPack = { train: Math.max(0, train - photos), calibration }
      return [{ food, name, photos, needed: photosNeeded(ofPack, settings) }]
    })
    .sort((a, b) => b.photos - a.photos)
}

/**
 * The new foods of a report that fall short or that nothing judged. They alone need not cost the others their night: the
 * same fit with them in setting `withheld` claims all the rest.
 */
export const failedNewFoods = ({ newFoods }: Pick<GateReport, 'newFoods'>, least: number): NewFood[] =>
  newFoods.filter(({ f1 }) => f1 === null || f1 < least)

function judgedByFit(fitted: FoodScore | undefined): Judgement {
  const { precision = null, recall = null, photos } = fitted ?? {}
  if (!photos || precision === null || recall === null)
    return { judgedBy: 'nothing', photos: 0, precision: null, recall: null, f1: null }
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0
  return photos.crossValidated
    ? { judgedBy: 'cross-validation', photos: photos.crossValidated, precision, recall, f1 }
    : { judgedBy: 'calibration', photos: photos.calibration, precision, recall, f1 }
}
