import { describe, expect, test } from 'vitest'
import { openHead } from '../classifier/head.ts'
import { loadModelFiles } from '../classifier/model-files.ts'
import { readBaseSet } from './base-set.ts'
import { evaluate, wellKnown } from './evaluate.ts'
import { evaluationText } from './evaluation-text.ts'
import { judgeBaseSet } from './judge-photos.ts'
import { placesOf } from './places.ts'

/** The scores the shipped model must reach on the gate set, split `test`, which decided nothing about it. */
describe('the shipped malaysia model', async () => {
  const places = placesOf('malaysia')
  const [set, files] = await Promise.all([readBaseSet(places.baseSet), loadModelFiles(places.model)])
  const head = await openHead(files)
  const evaluation = evaluate(await judgeBaseSet(set, head), files.card, 100)
  console.log(evaluationText(evaluation))
  const { scores } = evaluation

  test('was fitted on the base set that lies beside it', () => {
    expect(files.card.data.baseSet).toBe(set.fingerprint)
  })

  test('claims all 26 foods with at least 25 training photos', () => {
    const many = files.card.scores.filter(({ photos }) => photos.train >= wellKnown)
    expect(many).toHaveLength(26)
    expect(many.every(({ claimed }) => claimed)).toBe(true)
    expect(evaluation.notClaimed).toEqual([])
  })

  test.each([
    ['macro-F1', scores.macroF1.value, 0.93],
    ['served macro-F1', scores.servedMacroF1.value, 0.88],
    ['F-beta', scores.fBeta.value, 0.95],
    ['AUROC', scores.auroc.value, 0.985],
    ['screens rejected', evaluation.screensRejected.value, 0.9],
  ])('%s %f is at least %f', (_, value, least) => expect(value).toBeGreaterThanOrEqual(least))

  test.each([
    ['refused foods', evaluation.refused.value, 0.08],
    ['accepted outliers', evaluation.accepted.value, 0.05],
    ['expected calibration error', scores.expectedCalibrationError.value, 0.03],
  ])('%s %f is at most %f', (_, value, most) => expect(value).toBeLessThanOrEqual(most))
})
