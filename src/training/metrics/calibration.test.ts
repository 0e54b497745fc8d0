import { describe, expect, test } from 'vitest'
import { brier, calibrationBins, expectedCalibrationError, logLoss } from './calibration.ts'

const sure = (probability: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ probability, right: true })),
  ...Array.from({ length: wrong }, () => ({ probability, right: false })),
]

describe('expected calibration error', () => {
  test.each([
    ['as sure as right', sure(0.75, 3, 1), 1, 0],
    ['too sure', sure(1, 3, 1), 1, 0.25],
    ['two bins of equal mass', [...sure(0.5, 2, 0), ...sure(0.9, 1, 1)], 2, 0.5 * 0.5 + 0.5 * 0.4],
  ])('%s', (_, answers, bins, expected) => {
    expect(expectedCalibrationError(answers, bins)).toBeCloseTo(expected)
  })

  test('more bins than answers leave no empty bin', () => {
    expect(calibrationBins(sure(0.5, 1, 1), 10).map(({ count }) => count)).toEqual([1, 1])
  })
})

test.each([
  ['certain and right', [1, 0], 0, 0, 0],
  ['certain and wrong', [1, 0], 1, 2, -Math.log(1e-12)],
  ['undecided', [0.5, 0.5], 0, 0.5, Math.log(2)],
])('Brier and log loss: %s', (_, probabilities, truth, expectedBrier, expectedLoss) => {
  expect(brier([{ probabilities, truth }])).toBeCloseTo(expectedBrier)
  expect(logLoss([{ probabilities, truth }])).toBeCloseTo(expectedLoss)
})
