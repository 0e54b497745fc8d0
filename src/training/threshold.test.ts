import { describe, expect, test } from 'vitest'
import { bestThreshold, mostRefusals, type Scored, stableThreshold } from './threshold.ts'

const photos = (outliers: number[], foods: number[]): Scored[] => [
  ...outliers.map((score, i) => ({ outlier: true, score, group: `o${i}` })),
  ...foods.map((score, i) => ({ outlier: false, score, group: `f${i}` })),
]
const plain = { refusedAtMost: 1, refusedConfidence: 0 }

describe('best threshold', () => {
  test('lies between what can be told apart', () => {
    expect(bestThreshold(photos([5, 6, 7], [1, 2, 3]), plain)).toBe(4)
  })

  test('refuses no more than allowed, even where F-beta would', () => {
    const mixed = photos([2.5, 2.6, 3.5, 9], [1, 2, 3, 4])
    const refused = (threshold: number) => mixed.filter(p => !p.outlier && p.score >= threshold).length
    expect(refused(bestThreshold(mixed, plain))).toBe(2)
    expect(refused(bestThreshold(mixed, { refusedAtMost: 0.25, refusedConfidence: 0 }))).toBe(1)
    expect(refused(bestThreshold(mixed, { refusedAtMost: 0, refusedConfidence: 0 }))).toBe(0)
  })
})

test('more confidence allows fewer refusals', () => {
  const allowed = (refusedConfidence: number) => mostRefusals(340, { refusedAtMost: 0.08, refusedConfidence })
  expect(allowed(0)).toBe(27)
  expect(allowed(0.75)).toBeLessThan(allowed(0.6))
  expect(allowed(0.9)).toBeLessThan(allowed(0.75))
})

test('the stable threshold separates too, and repeats', () => {
  const apart = photos([5, 6, 7, 8], [1, 2, 3, 4])
  expect(stableThreshold(apart, plain)).toBeGreaterThan(4)
  expect(stableThreshold(apart, plain)).toBeLessThan(6.1)
  expect(stableThreshold(apart, plain)).toBe(stableThreshold(apart, plain))
})
