import { describe, expect, test } from 'vitest'
import { mean } from './classification.ts'
import { bootstrapIntervals, clopperPearson } from './intervals.ts'

describe('Clopper and Pearson', () => {
  // From the tables of the F distribution.
  test.each([
    [0, 10, 0, 0.3085],
    [10, 10, 0.6915, 1],
    [5, 10, 0.1871, 0.8129],
    [24, 645, 0.024, 0.0549],
  ])('%i of %i', (hits, total, low, high) => {
    const interval = clopperPearson(hits, total)
    expect(interval[0]).toBeCloseTo(low, 3)
    expect(interval[1]).toBeCloseTo(high, 3)
  })

  test('no photos say nothing', () => expect(clopperPearson(0, 0)).toEqual([0, 1]))
})

describe('bootstrap over groups', () => {
  const items = Array.from({ length: 200 }, (_, i) => ({ value: i % 2, group: String(i) }))
  const copies = items.map((item, i) => ({ ...item, group: String(i % 10) }))
  const width = (photos: typeof items) => {
    const by = { stratum: () => '', group: ({ group }: { group: string }) => group }
    const { share } = bootstrapIntervals(photos, by, drawn => ({
      share: mean(drawn.map(({ value }) => value)),
    }))
    return share[1] - share[0]
  }

  test('holds the value and is about as wide as theory says', () => {
    expect(width(items)).toBeGreaterThan(0.1)
    expect(width(items)).toBeLessThan(0.18)
  })

  test('near-duplicates widen it: ten groups are ten photos, not two hundred', () => {
    expect(width(copies)).toBeGreaterThan(2 * width(items))
  })

  test('the same seed gives the same interval', () => expect(width(items)).toBe(width(items)))
})
