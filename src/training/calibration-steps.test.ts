import { describe, expect, test } from 'vitest'
import { claimFoods, isCrossValidated, photosNeeded } from './claim-foods.ts'
import { conformalThreshold } from './conformal.ts'
import { applyLogistic, fitLogistic, solveLinear } from './logistic.ts'
import { seededRandom } from './random.ts'
import { fitSettings } from './settings.ts'
import { fitTemperature } from './temperature.ts'

describe('claimed foods', () => {
  const right = (truth: string, count: number) =>
    Array.from({ length: count }, () => ({ truth, logits: new Map([[truth, 1]]) }))
  const wrong = (truth: string, answer: string, count: number) =>
    Array.from({ length: count }, () => ({ truth, logits: new Map([[answer, 1]]) }))
  test.each([
    ['enough photos and right', 20, right('satay', 6), true],
    ['too few training photos', 14, right('satay', 6), false],
    ['too few to judge by, and not many to train on', 20, right('satay', 4), false],
    ['too few to judge by, but many to train on', 25, right('satay', 4), true],
    ['recall of 0.5', 30, [...right('satay', 3), ...wrong('satay', 'laksa', 3)], false],
    ['precision of 0.5', 30, [...right('satay', 6), ...wrong('laksa', 'satay', 6)], false],
  ])('%s', (_, train, calibration, claimed) => {
    const counts = new Map([
      ['satay', { all: train, localGroups: 0 }],
      ['laksa', { all: 100, localGroups: 0 }],
    ])
    const scores = claimFoods(
      ['laksa', 'satay'],
      counts,
      calibration,
      { answers: [], learned: [] },
      fitSettings(),
    )
    expect(scores.find(({ id }) => id === 'satay')?.claimed).toBe(claimed)
  })

  test.each<[string, Parameters<typeof right>[], Record<string, unknown>, string]>([
    ['ten photos, most right', [['pho', 8]], {}, 'judged by cross-validation'],
    ['ten photos, half wrong', [['pho', 4]], {}, 'precision or recall under 0.6'],
    ['short of the F1 asked for', [['pho', 8]], { newFoodLeast: 0.95 }, 'F1 under 0.95'],
    [
      'short of it, but known',
      [['pho', 8]],
      { newFoodLeast: 0.95, known: 'pho' },
      'judged by cross-validation',
    ],
    ['half wrong, though known', [['pho', 4]], { known: 'rojak,pho' }, 'precision or recall under 0.6'],
    ['held back', [['pho', 10]], { withheld: 'rojak,pho' }, 'held back'],
  ])('a food of this event: %s', (_, hits, more, reason) => {
    const known = hits.flatMap(([food, count]) => right(food, count))
    const heldOut = [...known, ...wrong('pho', 'laksa', 10 - known.length)]
    const counts = new Map([
      ['pho', { all: 10, localGroups: 10 }],
      ['laksa', { all: 100, localGroups: 0 }],
    ])
    const scores = claimFoods(
      ['laksa', 'pho'],
      counts,
      right('laksa', 20),
      { answers: heldOut, learned: ['pho'] },
      fitSettings(more),
    )
    const pho = scores.find(({ id }) => id === 'pho')
    expect(pho?.reason).toContain(reason)
    expect(pho).toMatchObject({ claimed: reason.includes('judged by'), photos: { crossValidated: 10 } })
    // Whatever becomes of the new food, the old one stays.
    expect(scores.find(({ id }) => id === 'laksa')?.claimed).toBe(true)
  })

  test.each([
    ['nine photos', 9, 9, 0, false],
    ['ten', 10, 10, 0, true],
    ['ten, of which some are near-duplicates', 10, 8, 0, false],
    ['as many of the pack, and photos enough to judge it by the ordinary rule', 20, 10, 5, false],
    ['most of this event, and a few to judge it by', 21, 11, 5, true],
    ['only of this event, and many to judge it by', 55, 55, 30, true],
    ['photos to judge by, but few to learn from', 12, 12, 5, true],
  ])('is cross-validated: %s', (_, all, localGroups, calibration, is) => {
    expect(isCrossValidated({ all, localGroups }, calibration, fitSettings())).toBe(is)
  })

  test('one that is known stays so when a few photos of it come to judge by', () => {
    const photos = { all: 55, localGroups: 55 }
    // In five of its own photos beside two hundred of another food, four of which are taken for it: a precision of 0.56.
    const calibration = [...right('pho', 5), ...right('laksa', 196), ...wrong('laksa', 'pho', 4)]
    const judged = isCrossValidated(photos, 5, fitSettings())
    const scores = claimFoods(
      ['laksa', 'pho'],
      new Map([
        ['pho', photos],
        ['laksa', { all: 100, localGroups: 0 }],
      ]),
      calibration,
      judged ? { answers: right('pho', 55), learned: ['pho'] } : { answers: [], learned: [] },
      fitSettings(),
    )
    expect(scores.filter(({ claimed }) => claimed).map(({ id }) => id)).toEqual(['laksa', 'pho'])
  })

  test.each([
    ['none of the pack', 0, 0, 10],
    ['a few to learn from', 9, 1, 10],
    ['most, and few to judge by', 22, 2, 3],
    ['some, and enough to judge by', 11, 5, 4],
  ])('need so many photos of this event, with %s', (_, train, calibration, needed) => {
    expect(photosNeeded({ train, calibration }, fitSettings())).toBe(needed)
    const claimed = (here: number) => {
      const photos = { all: train + here, localGroups: here }
      const judged = isCrossValidated(photos, calibration, fitSettings())
      const scores = claimFoods(
        ['pho'],
        new Map([['pho', photos]]),
        right('pho', calibration),
        judged ? { answers: right('pho', here), learned: ['pho'] } : { answers: [], learned: [] },
        fitSettings(),
      )
      return scores[0]?.claimed
    }
    expect([claimed(needed - 1), claimed(needed)]).toEqual([false, true])
  })

  test('need as many again where the pack’s alone were enough, and it fell short', () => {
    expect(photosNeeded({ train: 20, calibration: 6 }, fitSettings())).toBe(10)
  })
})

describe('temperature', () => {
  const random = seededRandom(3)
  // Right with the probability that a softmax of logits (2, 0) gives.
  const honest = Array.from({ length: 4000 }, () => ({ logits: [2, 0], truth: random() < 0.8808 ? 0 : 1 }))
  test('of honest logits is 1', () => expect(fitTemperature(honest)).toBeCloseTo(1, 0))
  test('of logits three times as large is 3', () => {
    const loud = honest.map(({ logits, truth }) => ({ logits: logits.map(logit => logit * 3), truth }))
    expect(fitTemperature(loud) / fitTemperature(honest)).toBeCloseTo(3, 1)
  })
})

describe('conformal threshold', () => {
  const probabilities = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
  test.each([
    [0.95, 0.05],
    [0.9, 0.1],
  ])('coverage %f', (coverage, threshold) => {
    expect(conformalThreshold(probabilities, coverage)).toBeCloseTo(threshold)
  })
  test('too few photos promise nothing: everything is offered', () => {
    expect(conformalThreshold([0.9, 0.8], 0.95)).toBe(0)
  })
})

describe('logistic regression', () => {
  test('finds the side of the positives whatever their number', () => {
    const features = [[0], [0.1], [0.2], [0.3], [1], [1.1]]
    const model = fitLogistic(features, [false, false, false, false, true, true])
    expect(applyLogistic(model, [0])).toBeLessThan(0.3)
    expect(applyLogistic(model, [1.1])).toBeGreaterThan(0.7)
  })

  test('a feature that never changes does no harm', () => {
    const model = fitLogistic(
      [
        [1, 5],
        [2, 5],
        [3, 5],
      ],
      [false, false, true],
    )
    expect(model.weights.every(Number.isFinite)).toBe(true)
  })

  test('linear equations', () => {
    const solution = solveLinear(
      [
        [0, 2],
        [1, 1],
      ],
      [4, 5],
    )
    expect(solution[0]).toBeCloseTo(3)
    expect(solution[1]).toBeCloseTo(2)
  })
})
