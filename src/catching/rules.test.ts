import { describe, expect, test } from 'vitest'
import { decidedBy, isId, keepCandidates, outcomeOf, probabilityOf } from './rules.ts'

const mayCount = (food: string) => food !== 'alien'

describe('outcomeOf', () => {
  test.each([
    ['recognised', 'satay', ['satay'], { state: 'caught', food: 'satay' }],
    // A food the pack lacks or the model does not claim is never given.
    ['recognised', 'alien', ['alien'], { state: 'unrecognised', food: null }],
    ['recognised', null, [], { state: 'unrecognised', food: null }],
    ['unsure', 'satay', ['satay', 'kebab'], { state: 'choosing', food: null }],
    ['unsure', 'alien', ['alien', 'satay'], { state: 'choosing', food: null }],
    ['unsure', 'alien', ['alien'], { state: 'unrecognised', food: null }],
    ['unknown', null, [], { state: 'unrecognised', food: null }],
  ] as const)('%s %s, offering %j', (verdict, food, offer, expected) => {
    expect(outcomeOf({ verdict, food, offer }, mayCount)).toEqual(expected)
  })
})

describe('keepCandidates', () => {
  const candidates = ['a', 'alien', 'b', 'c', 'd'].map((food, i) => ({ food, probability: 0.5 / 2 ** i }))
  const offered = (verdict: 'unsure' | 'recognised', offer: string[]) =>
    keepCandidates({ verdict, candidates, offer }, mayCount)
      .filter(candidate => candidate.offered)
      .map(candidate => candidate.food)

  test('keeps all, marks what is offered', () => {
    expect(keepCandidates({ verdict: 'unsure', candidates, offer: ['a', 'b'] }, mayCount)).toEqual([
      { food: 'a', probability: 0.5, offered: true },
      { food: 'alien', probability: 0.25, offered: false },
      { food: 'b', probability: 0.125, offered: true },
      { food: 'c', probability: 0.0625, offered: false },
      { food: 'd', probability: 0.03125, offered: false },
    ])
  })
  test('offers three at most, none that may not count', () => {
    expect(offered('unsure', ['a', 'alien', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c'])
  })
  test('offers nothing when the model is sure', () => {
    expect(offered('recognised', ['a'])).toEqual([])
  })
})

test.each([
  ['satay', 0.9],
  ['kebab', 0.05],
  ['durian', 0],
])('probabilityOf %s', (food, probability) => {
  const candidates = [
    { food: 'satay', probability: 0.9 },
    { food: 'kebab', probability: 0.05 },
  ]
  expect(probabilityOf(food, { food: 'satay', probability: 0.9, candidates })).toBe(probability)
})

test.each([
  ['0192f0c1-2b3c-7def-8123-456789abcdef', true],
  ['0192F0C1-2B3C-7DEF-8123-456789ABCDEF', false],
  ['0192f0c12b3c7def8123456789abcdef', false],
  ['0192f0c1-2b3c-7def-8123-456789abcdeg', false],
  ['../../etc/passwd', false],
  ['0192f0c1-2b3c-7def-8123-456789abcdef\n', false],
  ['', false],
])('isId %j', (text, valid) => {
  expect(isId(text)).toBe(valid)
})

test.each([
  ['satay', 'recognised', null, 'model'],
  ['satay', 'recognised', 'satay', 'reviewer'],
  ['teh', 'unknown', 'teh', 'reviewer'],
  ['satay', 'unsure', null, 'player'],
  // Undone since, or too poor to judge: what stood before stands.
  ['satay', 'recognised', 'teh', 'model'],
] as const)(
  '%s, of a photo that was %s and reviewed as %s, stands on the word of the %s',
  (food, verdict, reviewed, who) => {
    expect(decidedBy(food, verdict, reviewed)).toBe(who)
  },
)
