import { expect, test } from 'vitest'
import { foods, tinyModel } from '../../test/tiny-model.ts'
import { evaluate, type Judged } from './evaluate.ts'
import { evaluationText } from './evaluation-text.ts'

const { card } = await tinyModel()

/** A photo of `label` taken for `answer`, or refused when it looks too much like no food. */
function judged(label: string, kind: Judged['kind'], answer: string, outlier: number, group: number): Judged {
  const unknown = outlier >= 0.5
  return {
    label,
    kind,
    group: String(group),
    probabilities: foods.map(food => (food === answer ? 0.8 : 0.1)),
    result: {
      verdict: unknown ? 'unknown' : 'recognised',
      food: unknown ? null : answer,
      probability: 0.8,
      candidates: [{ food: answer, probability: 0.8 }],
      offer: unknown ? [] : [answer],
      outlier,
    },
  }
}

const evaluation = evaluate(
  [
    ...[0, 1, 2, 3].map(i => judged('satay', 'food', 'satay', 0.1 * i, i)),
    ...[0, 1, 2].map(i => judged('laksa', 'food', i === 0 ? 'satay' : 'laksa', 0.2, i)),
    judged('rojak', 'food', 'rojak', 0.7, 0),
    ...[0, 1, 2, 3].map(i => judged('screen', 'outlier', 'satay', i === 0 ? 0.4 : 0.9, i)),
  ],
  card,
  200,
)

test('a food’s scores are counted, with intervals that do not call four photos a certainty', () => {
  const satay = evaluation.perFood.find(({ label }) => label === 'satay')
  expect(satay).toMatchObject({ count: 4, precision: 0.8, recall: 1, f1: 8 / 9 })
  // Clopper and Pearson for 4 of 5 and 4 of 4, from their tables.
  expect(satay?.intervals.precision?.map(bound => bound.toFixed(3))).toEqual(['0.284', '0.995'])
  expect(satay?.intervals.recall?.map(bound => bound.toFixed(3))).toEqual(['0.398', '1.000'])
  for (const { f1, intervals } of evaluation.perFood) {
    expect(f1).toBeGreaterThanOrEqual(intervals.f1?.[0] ?? 1)
    expect(f1).toBeLessThanOrEqual(intervals.f1?.[1] ?? 0)
  }
})

test('kinds of outlier and other shares of them have intervals around their values', () => {
  const [screen] = evaluation.perKind
  expect(screen).toMatchObject({ kind: 'screen', accepted: { hits: 1, total: 4 } })
  // Three of four rejected and one of eight foods refused: 3.25 * 3 / (3.25 * 3 + 2.25 * 1 + 1).
  expect(screen?.fBeta.value).toBeCloseTo(9.75 / 13)
  expect(screen?.falsePositivesAt95.value).toBeCloseTo(1 / 8)
  const estimates = [screen?.fBeta, screen?.auroc, screen?.falsePositivesAt95]
  for (const estimate of [...estimates, ...evaluation.reweighted.map(({ fBeta }) => fBeta)]) {
    const { value, interval } = estimate ?? { value: Number.NaN, interval: [0, 0] }
    expect(interval[0]).toBeLessThanOrEqual(value)
    expect(interval[1]).toBeGreaterThanOrEqual(value)
    expect(interval[0]).toBeLessThan(interval[1])
  }
})

test('people read every figure with its interval', () => {
  const lines = evaluationText(evaluation).split('\n')
  expect(lines.find(line => line.startsWith('satay '))).toMatch(
    /4 +0\.800 \[0\.28, 0\.99\] +1\.000 \[0\.40, 1\.00\]/,
  )
  expect(lines.find(line => line.startsWith('screen '))).toMatch(/ 4 +1 +0\.750 \[0\.\d{3}, \d\.\d{3}\]/)
  expect(lines.find(line => line.includes('if 5% were'))).toMatch(/\[0\.\d{3}, \d\.\d{3}\]/)
})
