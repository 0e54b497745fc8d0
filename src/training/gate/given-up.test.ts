import { expect, test } from 'vitest'
import { givenUp } from './given-up.ts'

const champion = { claimed: ['laksa', 'pad_thai'] }
const candidate = { claimed: ['laksa'], settings: {} }

test.each([
  ['all of its photos are gone', undefined, [['pad_thai', 0]]],
  ['too few are left', { all: 7, localGroups: 7 }, [['pad_thai', 7]]],
  ['too few that differ are left', { all: 12, localGroups: 9 }, [['pad_thai', 12]]],
  ['there are enough of this event, so it was the fit', { all: 10, localGroups: 10 }, []],
  ['there are enough with the pack’s', { all: 15, localGroups: 3 }, []],
])('a food is given up or not: %s', (_, photos, expected) => {
  const left = new Map(photos ? [['pad_thai', photos]] : [])
  expect([...givenUp([champion], candidate, left)]).toEqual(expected)
})

test('what the candidate claims is not given up', () => {
  expect(givenUp([champion], { ...candidate, claimed: champion.claimed }, new Map()).size).toBe(0)
})

test('a food that only a model before today’s knew is given up too', () => {
  const models = [{ claimed: ['laksa'] }, champion]
  expect([...givenUp(models, candidate, new Map())]).toEqual([['pad_thai', 0]])
})
