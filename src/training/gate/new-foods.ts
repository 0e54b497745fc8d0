import { classScores } from '../metrics/classification.ts'
import type { GateInput } from './input.ts'
import type { GateReport } from './report.ts'

/**
 * Foods the candidate claims and the champion does not, judged by gate photos where there are enough (the likeliest food,
 * among all the candidate claims), else by cross-validation.
 */
export function judgeNewFoods(input: GateInput): GateReport['newFoods'] {
  const { champion, candidate, names, limits } = input
  const known = new Set(champion.card.claimed)
  const claimed = candidate.card.claimed.filter(food => names.has(food))
  const answers = candidate.judged
    .filter(({ kind, label }) => kind === 'food' && claimed.includes(label))
    .map(({ label, result }) => ({ truth: label, answer: result.candidates[0]?.food ?? null }))
  return classScores(
    answers,
    claimed.filter(food => !known.has(food)),
  ).map(({ label: food, count, precision, recall, f1 }) => {
    const trained = candidate.card.scores.find(({ id }) => id === food)?.photos.train ?? 0
    const about = { food, name: names.get(food) ?? food, trainingPhotos: trained }
    if (count >= limits.newFoodPhotos)
      return { ...about, judgedBy: 'gate', photos: count, precision, recall, f1 }
    const crossed = input.crossValidated.find(result => result.food === food)
    if (!crossed) return { ...about, judgedBy: 'nothing', photos: 0, precision: null, recall: null, f1: null }
    const { photos, ...scores } = crossed
    return {
      ...about,
      judgedBy: 'cross-validation',
      photos,
      precision: scores.precision,
      recall: scores.recall,
      f1: scores.f1,
    }
  })
}
