import { describe, expect, test } from 'vitest'
import type { Example } from './base-set.ts'
import { type Row, rowWeights } from './row-weights.ts'
import { fitSettings } from './settings.ts'

/** So many photos of a food, each with so many crops. */
function photosOf(label: string, count: number, crops: number, local: boolean, from: number): Row[] {
  const example = (view: Example['view']): Example => ({
    ...{ pack: 'toy', label, kind: 'food', split: 'train', group: 'g', source: 's', view },
    ...(local && { local: true as const }),
  })
  return Array.from({ length: count }, (_, i) => [
    { row: 0, example: example('whole'), photo: from + i, label },
    ...Array.from({ length: crops }, () => ({ row: 0, example: example('crop'), photo: from + i, label })),
  ]).flat()
}

const total = (rows: readonly Row[], weights: Float32Array, of: (row: Row) => boolean) =>
  rows.reduce((sum, row, i) => sum + (of(row) ? (weights[i] ?? 0) : 0), 0)

/** What a local photo weighs, all views together, in photos of a base food of as many photos. */
function timesBase(base: number, local: number, crops: number, newFoods = ['satay']): number {
  const rows = [
    ...photosOf('satay', base, crops, false, 0),
    ...photosOf('satay', local, 3, true, 1000),
    ...photosOf('laksa', base + local, crops, false, 2000),
    ...Array.from({ length: 40 }, (_, i) =>
      photosOf(`food ${i}`, 100, crops, false, 10_000 + 100 * i),
    ).flat(),
  ]
  const weights = rowWeights(rows, newFoods, fitSettings({ crops }))
  const own = total(rows, weights, ({ example }) => example.local === true) / local
  return own / (total(rows, weights, ({ label }) => label === 'laksa') / (base + local))
}

describe('a photo of this event', () => {
  const { localWeight, newFoodWeight } = fitSettings()
  test.each([0, 3])('of a new food weighs much, whatever the base set has of crops (%i)', crops => {
    expect(timesBase(0, 5, crops)).toBeCloseTo(newFoodWeight, 3)
    expect(timesBase(0, 10, crops)).toBeCloseTo(newFoodWeight, 3)
    expect(timesBase(0, 40, crops)).toBeCloseTo(newFoodWeight / 2, 3)
  })
  test('of a food the base set knows weighs less', () => {
    expect(timesBase(99, 1, 0)).toBeCloseTo(localWeight + (newFoodWeight - localWeight) / 100, 3)
  })
  test('of a food that is not to be learned yet weighs what others of the event do', () => {
    expect(timesBase(0, 3, 3, [])).toBeCloseTo(localWeight, 3)
    expect(timesBase(70, 3, 3, [])).toBeCloseTo(localWeight, 3)
  })
})

test('many new foods do not drown what was known', () => {
  const dishes = ['larb', 'pho', 'som_tum']
  const added = dishes.flatMap((dish, i) => photosOf(dish, 10, 3, true, 100 * i))
  const rows = [...photosOf('satay', 50, 0, false, 1000), ...added]
  const weights = rowWeights(rows, dishes, fitSettings())
  const [old, now] = [true, false].map(known =>
    total(rows, weights, ({ label }) => (label === 'satay') === known),
  )
  expect((now ?? 0) / (old ?? 1)).toBeCloseTo(0.5)
  expect(total(rows, weights, () => true) / rows.length).toBeCloseTo(1)
})

test('without local photos only counts matter', () => {
  const rows = [...photosOf('satay', 4, 0, false, 0), ...photosOf('laksa', 16, 0, false, 100)]
  const weights = rowWeights(rows, [], fitSettings({ balance: 0.5 }))
  expect((weights[0] ?? 0) / (weights[4] ?? 1)).toBeCloseTo(2)
})
