import { describe, expect, test } from 'vitest'
import { namesOf } from '../../../test/names-of.ts'
import { cardOf, evenGate, gateFoods, gatePhotos, judgedBy, usual } from '../../../test/tiny-gate.ts'
import type { Judged } from '../evaluate.ts'
import { expectedCalibrationError } from '../metrics/calibration.ts'
import { accuracy, macroF1 } from '../metrics/classification.ts'
import { auroc, fBeta } from '../metrics/rejection.ts'
import { seededRandom } from '../random.ts'
import { pairedScores } from './bootstrap.ts'
import { mcnemar, taroneLevel } from './mcnemar.ts'
import { pair } from './pairing.ts'
import { firstFood, place, scorer } from './scores.ts'

const names = namesOf(gateFoods)
const card = cardOf('a', gateFoods)

/** The usual answers, with probabilities that differ from photo to photo. */
function noisy(seed: number, wrong: number): Judged[] {
  const random = seededRandom(seed)
  return judgedBy(
    (photo, i) => {
      const said = usual(photo, i)
      if (random() >= wrong) return said
      return photo.kind === 'outlier' ? 'bubur' : random() < 0.5 ? null : 'cendol'
    },
    evenGate(25),
    gateFoods,
  ).map(photo => ({
    ...photo,
    result: {
      ...photo.result,
      probability: 0.5 + random() / 2,
      // In steps of a twentieth, so that there are ties.
      outlier: Math.round(20 * (photo.result.outlier * 0.6 + random() * 0.4)) / 20,
    },
  }))
}

test('weighted scores are those of training/metrics with photos repeated', () => {
  const judged = noisy(3, 0.1)
  const pairing = pair({ card, judged }, { card, judged }, { names, groups: 10, strangers: 5 })
  const random = seededRandom(5)
  const weights = Uint16Array.from(judged, () => Math.floor(3 * random()))
  const out = new Float64Array(firstFood + gateFoods.length)
  scorer(pairing, 'champion')(weights, { refused: 0, accepted: 0 }, out)

  // Pairing keeps the order where classes already stand together.
  const repeated = judged.flatMap((photo, i) => Array.from({ length: weights[i] ?? 0 }, () => photo))
  const foods = repeated.filter(({ kind }) => kind === 'food')
  const outliers = repeated.filter(({ kind }) => kind === 'outlier')
  const refused = (photos: Judged[]) => photos.filter(({ result }) => result.food === null).length
  const answers = foods.map(({ label, result }) => ({
    truth: label,
    answer: result.candidates[0]?.food ?? null,
  }))
  expect(out[place.macroF1]).toBeCloseTo(macroF1(answers, gateFoods), 12)
  expect(out[place.accuracy]).toBeCloseTo(accuracy(answers), 12)
  expect(out[place.fBeta]).toBeCloseTo(
    fBeta({
      truePositives: refused(outliers),
      falseNegatives: outliers.length - refused(outliers),
      falsePositives: refused(foods),
    }),
    12,
  )
  const score = ({ result }: Judged) => result.outlier
  expect(out[place.auroc]).toBeCloseTo(auroc(outliers.map(score), foods.map(score)), 12)
  expect(out[place.calibrationError]).toBeCloseTo(
    expectedCalibrationError(
      foods.map(({ label, result }) => ({
        probability: result.probability,
        right: result.candidates[0]?.food === label,
      })),
    ),
    12,
  )
})

describe('a food of few photos counts less in macro-F1', () => {
  const foods = ['apam', 'bubur', 'cendol']
  const lost = (counts: Record<string, number>, food: string, groups: number, copies = false) => {
    const photos = gatePhotos(counts).map(photo => (copies ? { ...photo, group: photo.label } : photo))
    const claims = cardOf('a', foods)
    const right = judgedBy(({ label, kind }) => (kind === 'food' ? label : null), photos, foods)
    // Taken for a dish that neither knows, so that no other food's precision suffers.
    const none = judgedBy(({ label, kind }) => (kind === 'food' ? label : null), photos, foods).map(photo =>
      photo.label === food
        ? { ...photo, result: { ...photo.result, candidates: [{ food: 'laksa', probability: 1 }] } }
        : photo,
    )
    const pairing = pair(
      { card: claims, judged: right },
      { card: claims, judged: none },
      { names: namesOf(foods), groups, strangers: 5 },
    )
    return -(pairedScores(pairing, 20, 1)[place.macroF1]?.difference ?? 0)
  }
  test.each([
    ['forty photos each', { apam: 40, bubur: 40, cendol: 40 }, 'apam', 10, 1 / 3],
    ['exactly enough', { apam: 10, bubur: 40, cendol: 40 }, 'apam', 10, 1 / 3],
    ['one photo', { apam: 1, bubur: 40, cendol: 40 }, 'apam', 10, 0.1 / 2.1],
    ['five photos', { apam: 5, bubur: 40, cendol: 40 }, 'apam', 10, 0.5 / 2.5],
    ['two of five', { apam: 2, bubur: 2, cendol: 40 }, 'apam', 5, 0.4 / 1.8],
  ])('%s', (_, counts, food, groups, share) => expect(lost(counts, food, groups)).toBeCloseTo(share, 12))

  test('near-duplicates count once', () => {
    const counts = { apam: 40, bubur: 40, cendol: 40 }
    // Each food is one group, so all count a tenth, and alike.
    expect(lost(counts, 'apam', 10, true)).toBeCloseTo(1 / 3, 12)
  })
})

test('the interval of a difference covers the true one', () => {
  // Two models of which one is wrong four points more often, on 80 gates.
  const gates = 80
  const runs = Array.from({ length: gates }, (_, i) => {
    const pairing = pair(
      { card, judged: noisy(1000 + i, 0.04) },
      { card, judged: noisy(2000 + i, 0.12) },
      { names, groups: 10, strangers: 5 },
    )
    return pairedScores(pairing, 300, i)[place.fBeta]
  })
  const differences = runs.map(run => run?.difference ?? 0)
  const truth = differences.reduce((sum, value) => sum + value, 0) / gates
  const covered = runs.filter(run => run && run.interval[0] <= truth && truth <= run.interval[1]).length
  expect(covered / gates).toBeGreaterThan(0.88)
  expect(truth).toBeLessThan(-0.02)
})

test.each([
  ['champion', 'candidate'],
  ['candidate', 'champion'],
] as const)(
  'fewer photos of a new food that the %s was asked about make F-beta less certain',
  (few, other) => {
    const error = (photos: number) => {
      const judged = noisy(3, 0)
      const pairing = pair({ card, judged }, { card, judged }, { names, groups: 10, strangers: 5 })
      const asked = { [few]: { photos, refused: photos / 2 }, [other]: { photos: 10_000, refused: 5000 } }
      const newFood = { food: 'pad_thai', photos: 40, ...asked } as (typeof pairing.newFoods)[number]
      return pairedScores({ ...pairing, newFoods: [newFood] }, 300, 1)[place.fBeta]?.error ?? 0
    }
    expect(error(10)).toBeGreaterThan(2 * error(10_000))
  },
)

describe('exact McNemar, one-sided', () => {
  test.each([
    [0, 0, 1],
    [0, 1, 1 / 2],
    [0, 5, 1 / 32],
    [1, 5, 7 / 64],
    [5, 5, 638 / 1024],
    [3, 0, 1],
  ])('%i gained, %i lost', (gained, lost, p) => expect(mcnemar(gained, lost)).toBeCloseTo(p, 12))
})

describe('the level of many tests', () => {
  test.each([
    ['nothing changed', [0, 0, 0], 1],
    ['only one could be significant', [9, 3, 2, 1], 1],
    // Six changes each: 1/64 is under 5% / 3, so that all three count.
    ['three could', [6, 6, 6, 1], 3],
    ['three could, but only without a correction', [5, 5, 5], 2],
  ])('%s', (_, changed, tests) => expect(taroneLevel(changed, 0.05)).toBeCloseTo(0.05 / tests, 12))
})
