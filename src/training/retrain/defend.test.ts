import { describe, expect, test } from 'vitest'
import { withoutCrowds } from './defend.ts'
import type { SplitExample } from './split.ts'

let n = 0
const example = (change: Partial<SplitExample> = {}): SplitExample => {
  const id = `photo-${++n}`
  return {
    ...{ origin: 'catch', id, label: 'satay', kind: 'food', group: id, audited: false, split: null },
    ...{ playerId: 'aina', embedding: Float32Array.of(1, 0, 0, 0), use: 'train' },
    ...change,
  }
}
const many = (count: number, change: Partial<SplitExample> = {}) =>
  Array.from({ length: count }, () => example(change))

describe('a crowd', () => {
  const keptOf = (examples: SplitExample[]) => {
    const { kept, leftOut } = withoutCrowds(examples)
    expect(leftOut.every(({ reason }) => reason === 'crowd')).toBe(true)
    expect(kept.length + leftOut.length).toBe(examples.length)
    return (player: string | null) => kept.filter(({ playerId }) => playerId === player).length
  }

  test('is no crowd while it is small: one player can teach a new food', () => {
    expect(keptOf(many(12))('aina')).toBe(12)
  })

  test('of one player alone keeps a dozen', () => {
    expect(keptOf(many(100))('aina')).toBe(12)
  })

  test('keeps at most 30% of what is kept of the food', () => {
    const kept = keptOf([...many(200), ...many(70, { playerId: null })])
    expect(kept('aina')).toBe(30)
    expect(kept(null)).toBe(70)
  })

  test('of three who flood the queue together', () => {
    const crowd = ['a', 'b', 'c'].flatMap(playerId => many(100, { playerId }))
    const kept = keptOf([...crowd, ...many(10, { playerId: 'honest' })])
    expect(['a', 'b', 'c'].map(kept)).toEqual([30, 30, 30])
    expect(kept('honest')).toBe(10)
  })

  test('counts each food for itself, and nobody’s photos, and what judges, not at all', () => {
    const kept = keptOf([
      ...many(12),
      ...many(12, { label: 'laksa' }),
      ...many(50, { playerId: null }),
      ...many(50, { use: 'test' }),
    ])
    expect(kept('aina')).toBe(12 + 12 + 50)
    expect(kept(null)).toBe(50)
  })

  test('keeps who came first', () => {
    const all = many(20)
    expect(withoutCrowds(all).kept.map(({ id }) => id)).toEqual(all.slice(0, 12).map(({ id }) => id))
  })
})
