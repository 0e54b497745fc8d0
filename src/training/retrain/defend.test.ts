import { describe, expect, test } from 'vitest'
import type { VerdictResult } from '../../classifier/verdict.ts'
import type { Known } from '../../dataset/index.ts'
import { doubtfulLabels, withoutCrowds } from './defend.ts'
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

describe('a label in doubt', () => {
  const [satay, laksa, other] = [
    Float32Array.of(1, 0, 0, 0),
    Float32Array.of(0, 1, 0, 0),
    Float32Array.of(0, 0, 1, 0),
  ]
  const base: Known[] = Array.from({ length: 20 }, (): Known[] => [
    { label: 'satay', kind: 'food', embedding: satay },
    { label: 'laksa', kind: 'food', embedding: laksa },
    { label: 'object', kind: 'outlier', embedding: other },
  ]).flat()
  const says = (verdict: VerdictResult['verdict'], food: string | null, probability = 0.98) => ({
    ...{
      verdict,
      food,
      probability,
      candidates: [],
      offer: [],
      outlier: verdict === 'unknown' ? 0.99 : 0.01,
    },
  })
  const doubts = async (photo: SplitExample, said: VerdictResult, confirmed: string[] = []) =>
    (
      await doubtfulLabels({
        ...{ examples: [photo], base, claimed: ['satay', 'laksa'], look: async () => said },
        confirmed: new Set(confirmed),
      })
    ).map(({ looksLike }) => looksLike)

  test('is one that neighbours and model contradict alike', async () => {
    const photo = example({ embedding: laksa })
    expect(await doubts(photo, says('recognised', 'laksa'))).toEqual(['laksa'])
  })

  test.each<[string, Partial<SplitExample>, VerdictResult]>([
    ['not when the model agrees', { embedding: laksa }, says('recognised', 'satay')],
    ['not when the model is not sure', { embedding: laksa }, says('recognised', 'laksa', 0.8)],
    ['not when the model wavers', { embedding: laksa }, says('unsure', 'laksa')],
    ['not when the neighbours agree with it', { embedding: satay }, says('recognised', 'laksa')],
    ['not when the two say different things', { embedding: other }, says('recognised', 'laksa')],
    [
      'not of a food the model does not claim',
      { label: 'durian', embedding: laksa },
      says('recognised', 'laksa'),
    ],
    ['not of a photo that judges', { use: 'test', embedding: laksa }, says('recognised', 'laksa')],
  ])('%s', async (_, change, said) => {
    expect(await doubts(example(change), said)).toEqual([])
  })

  test('an outlier reviewed as a food, and a food reviewed as an outlier', async () => {
    expect(await doubts(example({ embedding: other }), says('unknown', null))).toEqual(['outlier'])
    const refused = example({ label: 'not_food', kind: 'outlier', embedding: satay })
    expect(await doubts(refused, says('recognised', 'satay'))).toEqual(['satay'])
  })

  test('no more once somebody has looked again', async () => {
    const photo = example({ embedding: laksa })
    expect(await doubts(photo, says('recognised', 'laksa'), [photo.id])).toEqual([])
  })
})
