import { describe, expect, test } from 'vitest'
import { tinyPack } from '../../test/tiny-pack.ts'
import type { AddedFood } from '../packs/schema.ts'
import { badgeProgress, badgesReached, nextBadge, rankPlayers } from './rules.ts'

const pack = tinyPack()
const set = (...foods: string[]) => new Set(foods)

describe('badgesReached', () => {
  test.each([
    [[], []],
    [['satay'], ['first']],
    // Half of five is three: a share is rounded up.
    [['satay', 'popiah'], ['first']],
    [
      ['satay', 'popiah', 'teh'],
      ['first', 'half'],
    ],
    [
      ['teh', 'milo'],
      ['first', 'drinks'],
    ],
    [['durian'], ['first', 'fruits']],
    [
      ['satay', 'popiah', 'teh', 'milo', 'durian'],
      ['first', 'half', 'all', 'drinks', 'fruits'],
    ],
    // Foods that have left the pack count for nothing.
    [['gone'], []],
  ])('%j reaches %j', (caught, reached) => {
    expect(badgesReached(pack, set(...caught))).toEqual(reached)
  })

  test('an added food counts among a number of foods, and moves no other goal', () => {
    const names = { en: 'Ramly', ms: 'Ramly', zh: 'Ramly', ta: 'Ramly' }
    const ramly: AddedFood = {
      id: 'ramly',
      names,
      unreviewed: [],
      category: 'drink',
      description: 'x',
      added: true,
    } as const
    const grown = { ...pack, foods: [...pack.foods, ramly] }
    expect(badgesReached(grown, set('ramly'))).toEqual(['first'])
    expect(badgesReached(grown, set('teh', 'milo'))).toEqual(['first', 'drinks'])
    expect(badgesReached(grown, set('satay', 'popiah', 'teh', 'milo', 'durian'))).toContain('all')
  })

  test('a kind the pack has no food of is never complete', () => {
    const odd = {
      ...pack,
      badges: [{ id: 'x', name: 'x', description: 'x', goal: { category: 'dessert' as const } }],
    }
    expect(badgesReached(odd, set('satay'))).toEqual([])
  })
})

describe('badgeProgress', () => {
  const progress = (id: string, caught: Set<string>, learning: string[]) => {
    const badge = pack.badges.find(item => item.id === id)
    if (!badge) throw new Error(id)
    return badgeProgress(badge, pack.foods, caught, food => !learning.includes(food))
  }

  test.each([
    ['first', [], [], { have: 0, need: 1, learning: [] }],
    ['first', ['satay', 'teh'], [], { have: 1, need: 1, learning: [] }],
    ['half', ['satay'], ['milo'], { have: 1, need: 3, learning: [] }],
    // Three of five are still learning: half of the album cannot be had without one of them.
    ['half', [], ['milo', 'teh', 'durian'], { have: 0, need: 3, learning: ['teh', 'milo', 'durian'] }],
    ['drinks', [], ['milo', 'durian'], { have: 0, need: 2, learning: ['milo'] }],
    // Caught all the same (a reviewer agreed): no longer in the way.
    ['drinks', ['milo'], ['milo'], { have: 1, need: 2, learning: [] }],
    ['all', ['satay'], ['durian'], { have: 1, need: 5, learning: ['durian'] }],
  ])('%s with %j caught and %j still learning', (id, caught, learning, expected) => {
    expect(progress(id, set(...caught), learning)).toEqual(expected)
  })
})

describe('nextBadge', () => {
  const badge = (id: string, have: number, need: number, learning: string[] = [], earned = false) => ({
    id,
    have,
    need,
    learning,
    earned,
  })

  test.each([
    ['the closest', [badge('far', 0, 9), badge('near', 1, 3)], 'near'],
    ['not an earned one', [badge('done', 1, 1, [], true), badge('open', 0, 9)], 'open'],
    ['one within reach first', [badge('blocked', 1, 2, ['milo']), badge('open', 0, 9)], 'open'],
    ['a blocked one where there is no other', [badge('blocked', 1, 2, ['milo'])], 'blocked'],
    ['the first of two as close', [badge('a', 0, 2), badge('b', 1, 3)], 'a'],
    ['none when all are earned', [badge('done', 1, 1, [], true)], undefined],
  ])('%s', (_, badges, id) => {
    expect(nextBadge(badges)?.id).toBe(id)
  })
})

describe('rankPlayers', () => {
  const player = (nickname: string, foods: number, reached: number | null) => ({
    playerId: `id-${nickname}`,
    nickname,
    foods,
    reached,
  })

  test.each([
    ['more foods', [player('a', 1, 5), player('b', 2, 9)], ['b', 'a']],
    ['earlier with as many', [player('a', 2, 9), player('b', 2, 5)], ['b', 'a']],
    ['nickname when all else is equal', [player('Zoe', 1, 5), player('ali', 1, 5)], ['ali', 'Zoe']],
    ['nobody without a catch', [player('a', 0, null), player('b', 1, 5)], ['b']],
    ['nobody at all', [], []],
  ])('%s', (_, standings, names) => {
    const ranked = rankPlayers(standings)
    expect(ranked.map(entry => entry.nickname)).toEqual(names)
    expect(ranked.map(entry => entry.rank)).toEqual(names.map((_, i) => i + 1))
  })
})
