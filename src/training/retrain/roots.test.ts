import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { fromRoots, toRoots } from './roots.ts'

const dimensions = 1280
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

test('rows in 8 bits come back in their order, of unit length and as good as they were', () => {
  const random = seededRandom(3)
  // As embeddings are: most numbers small, a few large, none negative.
  const rows = [1, 0.01].map(size => {
    const row = Float32Array.from({ length: dimensions }, () => random() ** 6)
    const length = Math.sqrt(dot(row, row))
    return row.map(value => (size * value) / length)
  })
  const bytes = toRoots(rows)
  expect(bytes).toHaveLength(2 * dimensions)
  const again = fromRoots(bytes, dimensions)
  expect(again).toHaveLength(2)
  for (const [i, row] of rows.entries()) {
    const found = again[i] ?? expect.fail()
    expect(dot(found, found)).toBeCloseTo(1, 5)
    expect(dot(row, found) / Math.sqrt(dot(row, row))).toBeGreaterThan(0.9999)
  }
})

test('a row of nothing, and no row', () => {
  expect(fromRoots(toRoots([new Float32Array(4)]), 4)).toEqual([new Float32Array(4)])
  expect(fromRoots(toRoots([]), 4)).toEqual([])
})
