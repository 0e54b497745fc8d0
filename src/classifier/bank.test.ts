import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import {
  type Bank,
  nearestOfEach,
  nearestRows,
  neighbours,
  neighboursAmong,
  noFood,
  project,
  readBank,
  writeBank,
} from './bank.ts'

/** Two axes; food 0 lies along the first, outliers along the second. */
const bank: Bank = {
  dimensions: 3,
  components: 2,
  projection: Int8Array.of(127, 0, 0, 0, 127, 0),
  scale: Float32Array.of(1 / 127, 1 / 127),
  labels: Uint16Array.of(0, 0, 0, 0, 0, noFood, noFood, noFood, noFood, noFood),
  rows: Int8Array.from([...Array(5).fill([127, 0]), ...Array(5).fill([0, 127])].flat()),
}

describe('neighbours', () => {
  test.each([
    ['at the food', [1, 0, 0], [true], -1],
    ['at the outliers', [0, 1, 0], [true], 1],
    ['between', [Math.SQRT1_2, Math.SQRT1_2, 0], [true], 0],
    ['what lies outside the bank’s directions is left out', [0.6, 0, 0.8], [true], -1],
  ])('%s', (_, embedding, claimed, expected) => {
    expect(neighbours(bank, Float32Array.from(embedding), claimed)).toBeCloseTo(expected, 5)
  })

  test.each([[[true]], [[false]]])('are the same from what is kept of each food, claimed %j', claimed => {
    const embedding = Float32Array.of(0.8, 0.6, 0)
    expect(neighboursAmong(nearestOfEach(bank, embedding, 1), claimed)).toBeCloseTo(
      neighbours(bank, embedding, claimed),
      9,
    )
  })

  test('a food that is not claimed counts as outlier', () => {
    expect(neighbours(bank, Float32Array.of(1, 0, 0), [false])).toBeGreaterThan(0)
  })
})

test.each([
  ['near the food', [1, 0.1, 0], 2, [0, 0]],
  ['near the outliers', [0.1, 1, 0], 6, [noFood, noFood, noFood, noFood, noFood, 0]],
  ['more than there are', [1, 0.1, 0], 99, [0, 0, 0, 0, 0, noFood, noFood, noFood, noFood, noFood]],
])('nearest rows: %s', (_, embedding, count, labels) => {
  const rows = nearestRows(bank, project(bank, Float32Array.from(embedding)), count)
  expect(rows.map(row => row.label)).toEqual(labels)
  expect(rows.map(row => row.cosine)).toEqual(rows.map(row => row.cosine).toSorted((a, b) => b - a))
  expect(rows[0]?.cosine).toBeCloseTo(0.995, 2)
})

test('read back as written', () => expect(readBank(writeBank(bank))).toEqual(bank))

test.each([
  ['empty', new Uint8Array()],
  ['cut short', writeBank(bank).slice(0, -1)],
  ['something else', new TextEncoder().encode('this is no bank of photos')],
])('refuses what is no bank: %s', (_, bytes) => expect(() => readBank(bytes)).toThrow(AppError))
