import { expect, test } from 'vitest'
import { fromRoots, toRoots } from './roots.ts'

const rows = Float32Array.of(...[0.6, 0.8, 0, 0], ...[0, 0, 0, 0], ...[0.5, 0.5, 0.5, 0.5])

test('rows come back with their directions, the chosen ones alone', () => {
  const back = fromRoots(toRoots(rows, 4), 4, [2, 0])
  expect([...back.subarray(0, 4)]).toEqual([0.5, 0.5, 0.5, 0.5])
  for (const [k, value] of [0.6, 0.8, 0, 0].entries()) expect(back[4 + k]).toBeCloseTo(value, 2)
})

test('a row of zeros stays one', () => {
  expect([...fromRoots(toRoots(rows, 4), 4, [1])]).toEqual([0, 0, 0, 0])
})
