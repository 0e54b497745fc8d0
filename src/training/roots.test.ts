import { expect, test } from 'vitest'
import { seededRandom } from './random.ts'
import { fromRoots, toRoots } from './roots.ts'

const dimensions = 1280
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

test('the rows that are named come back in that order, of unit length and as good as they were', () => {
  const random = seededRandom(3)
  // As embeddings are: most numbers small, a few large, none negative.
  const rows = [1, 1, 0.01].map(size => {
    const row = Float32Array.from({ length: dimensions }, () => random() ** 6)
    const length = Math.sqrt(dot(row, row))
    return row.map(value => (size * value) / length)
  })
  const all = new Float32Array(rows.flatMap(row => [...row]))
  const named = [2, 0]
  const again = fromRoots(toRoots(all, dimensions), dimensions, named)
  expect(again).toHaveLength(named.length * dimensions)
  for (const [i, which] of named.entries()) {
    const [row, found] = [rows[which] ?? expect.fail(), again.subarray(i * dimensions, (i + 1) * dimensions)]
    expect(dot(found, found)).toBeCloseTo(1, 5)
    expect(dot(row, found) / Math.sqrt(dot(row, row))).toBeGreaterThan(0.9999)
  }
})

test('a row of zeros stays one, and no row is none', () => {
  expect(fromRoots(toRoots(new Float32Array(4), 4), 4, [0])).toEqual(new Float32Array(4))
  expect(fromRoots(toRoots(new Float32Array(0), 4), 4, [])).toEqual(new Float32Array(0))
})
