import { describe, expect, test } from 'vitest'
import { auroc, falsePositivesAt95, fBeta, reweightedFBeta } from './rejection.ts'

describe('F-beta', () => {
  test.each([
    [{ truePositives: 10, falseNegatives: 0, falsePositives: 0 }, 1],
    [{ truePositives: 0, falseNegatives: 5, falsePositives: 5 }, 0],
    // (1 + 2.25) * 8 / ((1 + 2.25) * 8 + 2.25 * 2 + 4)
    [{ truePositives: 8, falseNegatives: 2, falsePositives: 4 }, 26 / 34.5],
  ])('%o', (counts, expected) => expect(fBeta(counts)).toBeCloseTo(expected))

  test('fewer outliers make the same refusals weigh more', () => {
    expect(reweightedFBeta(0.95, 0.05, 0.05)).toBeLessThan(reweightedFBeta(0.95, 0.05, 0.5))
    expect(reweightedFBeta(1, 0, 0.05)).toBe(1)
  })
})

describe('AUROC', () => {
  test.each([
    ['apart', [3, 4], [1, 2], 1],
    ['the wrong way round', [1, 2], [3, 4], 0],
    ['all alike', [1, 1], [1, 1, 1], 0.5],
    ['one of four pairs wrong', [1.5, 4], [1, 2], 0.75],
  ])('%s', (_, outliers, foods, expected) => expect(auroc(outliers, foods)).toBe(expected))
})

test('false positives at 95% of the outliers rejected', () => {
  const outliers = Array.from({ length: 100 }, (_, i) => i)
  expect(falsePositivesAt95(outliers, [0, 4, 5, 50])).toBe(0.5)
})
