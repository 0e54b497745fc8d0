import { describe, expect, test } from 'vitest'
import { isNear } from './near.ts'

/** Three stretches, the last of them short. */
const dimensions = 70
/** Of unit length: so much along one axis, the rest along another. */
const along = (cosine: number, axis: number, rest: number, length = dimensions) => {
  const embedding = new Float32Array(length)
  embedding[axis] = cosine
  embedding[rest] = Math.sqrt(1 - cosine ** 2)
  return embedding
}

describe('two embeddings are of one plate', () => {
  // Wherever they differ: at the ends of a stretch and of the whole.
  test.each([0, 1, 30, 31, 32, 63, 64, 69])('from a cosine of 0.95 on, at %i', place => {
    const other = along(1, 50, 51)
    expect(isNear(other, along(0.951, 50, place))).toBe(true)
    expect(isNear(other, along(0.949, 50, place))).toBe(false)
    expect(isNear(along(0.949, 50, place), other)).toBe(false)
  })

  test('not where one has more numbers, as another backbone gives', () => {
    const [short, long] = [along(1, 0, 1), along(1, 0, 1, dimensions + 1)]
    expect(isNear(short, long)).toBe(false)
    expect(isNear(long, short)).toBe(false)
  })
})
