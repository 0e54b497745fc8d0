import { describe, expect, test } from 'vitest'
import { decide, knownAndUnknown, probabilities, rejectionInput, type VerdictRule } from './verdict.ts'

const rule: VerdictRule = {
  foods: ['laksa', 'rojak', 'satay', 'congee'],
  // congee is still being learned.
  claimed: ['laksa', 'rojak', 'satay'],
  temperature: 1,
  rejection: { method: 'log-odds', features: ['logOdds'], weights: [1], bias: 0, threshold: 0.5 },
  conformal: { coverage: 0.95, threshold: 0.3 },
}

describe('decide', () => {
  test.each([
    ['one food stands out', [9, 0, 0, 0], [0], 'recognised', 'laksa', ['laksa']],
    ['two are as likely', [5, 5, 0, 0], [0], 'unsure', 'laksa', ['laksa', 'rojak']],
    ['all three are', [5, 5, 5, 0], [0], 'unsure', 'laksa', ['laksa', 'rojak', 'satay']],
    ['an outlier class is likelier', [5, 0, 0, 0], [9], 'unknown', null, []],
    ['a food still being learned is likelier', [5, 0, 0, 9], [0], 'unknown', null, []],
  ] as const)('%s', (_, food, outlier, verdict, name, offer) => {
    const result = decide(Float32Array.from(food), Float32Array.from(outlier), rule)
    expect(result).toMatchObject({ verdict, food: name, offer })
  })

  test('no food likely enough: people choose from two', () => {
    const strict = { ...rule, conformal: { coverage: 0.95, threshold: 0.9 } }
    const result = decide(Float32Array.of(1, 0.5, 0, -9), Float32Array.of(-9), strict)
    expect(result).toMatchObject({ verdict: 'unsure', offer: ['laksa', 'rojak'] })
  })

  test('five as likely: people choose from three', () => {
    const foods = ['laksa', 'rojak', 'satay', 'congee', 'popiah']
    const many = { ...rule, foods, claimed: foods, conformal: { coverage: 0.95, threshold: 0.1 } }
    const { verdict, offer } = decide(new Float32Array(5), Float32Array.of(-9), many)
    expect({ verdict, offer }).toEqual({ verdict: 'unsure', offer: ['laksa', 'rojak', 'satay'] })
  })

  test.each<[string, Partial<VerdictRule>, string]>([
    // Whatever the photo, a weight of nothing leaves it at one half.
    ['to reject', { rejection: { ...rule.rejection, weights: [0] } }, 'unknown'],
    ['to name a food', { conformal: { coverage: 0.95, threshold: 1 } }, 'recognised'],
  ])('what just reaches the threshold %s does', (_, change, verdict) => {
    expect(decide(Float32Array.of(1000, 0, 0, 0), Float32Array.of(0), { ...rule, ...change }).verdict).toBe(
      verdict,
    )
  })

  test('candidates are sorted, claimed foods alone, and at most five', () => {
    const foods = Array.from({ length: 8 }, (_, i) => `food_${i}`)
    const many = { ...rule, foods, claimed: foods.slice(1) }
    const { candidates, probability } = decide(
      Float32Array.from(foods, (_, i) => i),
      Float32Array.of(-9),
      many,
    )
    expect(candidates.map(({ food }) => food)).toEqual(['food_7', 'food_6', 'food_5', 'food_4', 'food_3'])
    expect(candidates[0]?.probability).toBe(probability)
  })

  test('a naming shift says which food, not whether it is one', () => {
    const shifted = { ...rule, namingShift: { rojak: 1 } }
    const ask = (logits: number[], outlier: number, by: VerdictRule = shifted) =>
      decide(Float32Array.from(logits), Float32Array.of(outlier), by)
    expect(ask([5, 5.5, 0, 0], 0, rule).candidates[0]?.food).toBe('rojak')
    expect(ask([5, 5.5, 0, 0], 0).candidates[0]?.food).toBe('laksa')
    expect(ask([0, 5.5, 0, 0], 5).verdict).toBe('recognised')
    expect(ask([0, 5.5, 0, 0], 5).outlier).toBe(ask([0, 5.5, 0, 0], 5, rule).outlier)
  })

  test('neighbours among outliers can refuse what the head would accept', () => {
    const withBank: VerdictRule = {
      ...rule,
      rejection: { ...rule.rejection, features: ['logOdds', 'neighbours'], weights: [1, 20] },
    }
    const ask = (neighbours: number) =>
      decide(Float32Array.of(5, 0, 0, 0), Float32Array.of(0), withBank, neighbours).verdict
    expect(ask(-0.2)).toBe('recognised')
    expect(ask(0.4)).toBe('unknown')
  })

  test('large logits neither overflow nor turn into NaN', () => {
    const { probability, outlier } = decide(Float32Array.of(5000, -5000, 0, 0), Float32Array.of(-4000), rule)
    expect(probability).toBe(1)
    expect(outlier).toBeLessThan(1e-6)
  })
})

test('probabilities sum to 1; a higher temperature evens them out', () => {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  expect(sum(probabilities([1, 2, 3], 1))).toBeCloseTo(1)
  expect(Math.max(...probabilities([1, 2, 3], 5))).toBeLessThan(Math.max(...probabilities([1, 2, 3], 1)))
})

test('every feature of rejecting grows as a photo looks less like a claimed food', () => {
  const temperature = 2
  const known = [3, 1]
  const found = rejectionInput({ known, named: known, unknown: [0] }, temperature, 0.1)
  const sum = Math.exp(3 / temperature) + Math.exp(1 / temperature)
  expect(found.logOdds).toBeCloseTo(Math.log(1 / sum), 9)
  expect(found.maxProbability).toBeCloseTo(-Math.log(Math.max(...probabilities(known, temperature))), 9)
  expect(found.energy).toBeCloseTo(-Math.log(sum), 9)
  expect(found.neighbours).toBe(0.1)
})

test('foods that are not claimed stand with the outliers', () => {
  const { known, unknown } = knownAndUnknown(Float32Array.of(1, 2, 3, 4), Float32Array.of(5), rule)
  expect(known).toEqual([1, 2, 3])
  expect(unknown).toEqual([4, 5])
})
