import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../training/random.ts'
import { inEnglish } from '../../web/languages/phrase.ts'
import { type Difference, evidence, isWorse, tally, watchedUntil, worseWords } from './rules.ts'

const day = 24 * 60 * 60 * 1000
const laksa = { verdict: 'recognised', food: 'laksa' } as const
const rojak = { verdict: 'recognised', food: 'rojak' } as const
const unknown = { verdict: 'unknown', food: null } as const
const unsureLaksa = { verdict: 'unsure', food: 'laksa' } as const
const is = (food: string) => ({ kind: 'food', food }) as const
const noFood = { kind: 'no food' } as const
const unclear = { kind: 'unclear' } as const

const claimed = new Set(['laksa', 'rojak', 'satay'])

let photo = 0
const difference = (change: Partial<Difference> = {}): Difference => ({
  playerId: `player ${++photo}`,
  group: `group ${photo}`,
  shown: laksa,
  shadow: rojak,
  truth: null,
  ...change,
})

describe('until when the version before looks on', () => {
  const champion = { version: 'v2', createdAt: 9 * day, promotedAt: 10 * day, promotedBy: 'gate' }
  const before = { version: 'v1', createdAt: 1 * day, predecessor: null }
  const byHand = { ...champion, promotedBy: 'user-1' }
  const until = 17 * day
  test.each([
    ['right after a promotion', champion, before, 10 * day, until],
    ['to the end of the week', champion, before, 17 * day - 1, until],
    ['no longer', champion, before, 17 * day, null],
    ['also where an organiser chose', byHand, before, 11 * day, until],
    ['not the one an organiser went back from', byHand, { ...before, predecessor: 'v2' }, 11 * day, null],
    ['not where an organiser chose an older one', byHand, { ...before, createdAt: 10 * day }, 11 * day, null],
    ['where it is as old', byHand, { ...before, createdAt: 9 * day }, 11 * day, until],
    [
      'one that serves again by its check is watched',
      champion,
      { ...before, predecessor: 'v2' },
      11 * day,
      until,
    ],
    ['not the one that was just found worse', { ...champion, promotedBy: 'watch' }, before, 11 * day, null],
    ['not the one that could not be loaded', { ...champion, promotedBy: 'start' }, before, 11 * day, null],
    ['nobody before the first', champion, null, 11 * day, null],
  ])('%s', (_, version, other, now, expected) => {
    expect(watchedUntil(version, other, now)).toBe(expected)
  })
})

describe('what counts', () => {
  const none = { served: 0, onlooker: 0, unchecked: 0 }
  test.each<[string, Partial<Difference>, object]>([
    ['the one that serves was right', { truth: is('laksa') }, { ...none, served: 1 }],
    ['only the other was', { truth: is('rojak') }, { ...none, onlooker: 1 }],
    ['neither', { truth: is('satay') }, none],
    ['neither of what is no food', { truth: noFood }, none],
    ['no food, which the other refused', { truth: noFood, shadow: unknown }, { ...none, onlooker: 1 }],
    ['a food, which the other refused', { truth: is('laksa'), shadow: unknown }, { ...none, served: 1 }],
    [
      'a food neither knows, which the other refused',
      { truth: is('apam'), shadow: unknown },
      { ...none, onlooker: 1 },
    ],
    ['a food neither knows, taken for two others', { truth: is('apam') }, none],
    ['both, one of them unsure', { truth: is('laksa'), shadow: unsureLaksa }, none],
    ['nobody can tell', { truth: unclear }, none],
    ['nobody has looked yet', { truth: null }, { ...none, served: 1, unchecked: 1 }],
  ])('%s', (_, change, expected) => {
    expect(tally([difference(change)], claimed)).toEqual(expected)
  })

  test('is one photo a player, the first of which one alone was right', () => {
    const mine = (truth: Difference['truth']) => difference({ playerId: 'troll', truth })
    expect(
      tally(
        Array.from({ length: 50 }, () => mine(is('rojak'))),
        claimed,
      ),
    ).toEqual({ ...none, onlooker: 1 })
    expect(tally([mine(is('satay')), mine(is('laksa')), mine(is('rojak'))], claimed)).toEqual({
      ...none,
      served: 1,
    })
  })

  test('checking more never takes evidence away', () => {
    const random = seededRandom(4)
    const pick = <T>(...of: T[]): T => of[Math.floor(random() * of.length)] as T
    for (let round = 0; round < 2000; round++) {
      const all = Array.from({ length: 6 }, () =>
        difference({
          playerId: pick('p1', 'p2', 'p3'),
          group: pick('g', 'h', 'i'),
          truth: pick<Difference['truth']>(is('laksa'), is('rojak'), is('satay'), unclear),
        }),
      )
      const some = all.map(each => (random() < 0.5 ? { ...each, truth: null } : each))
      expect(evidence(tally(some, claimed))).toBeLessThanOrEqual(evidence(tally(all, claimed)))
    }
  })

  test('is one photo a group of near-duplicates', () => {
    const same = Array.from({ length: 50 }, () => difference({ group: 'one plate', truth: is('rojak') }))
    expect(tally(same, claimed)).toEqual({ ...none, onlooker: 1 })
  })
})

describe('the test', () => {
  test.each([
    [0, 0, false],
    [0, 6, false],
    [0, 7, true],
    [3, 10, false],
    [3, 16, true],
    [10, 10, false],
    [100, 120, false],
    [100, 160, true],
    [200, 0, false],
  ])('%i to %i: %s', (served, onlooker, expected) => {
    expect(isWorse({ served, onlooker })).toBe(expected)
  })

  test('a photo that turns out for the onlooker only ever adds evidence', () => {
    for (let served = 1; served < 60; served += 7) {
      for (let onlooker = 0; onlooker < 60; onlooker += 7) {
        expect(evidence({ served: served - 1, onlooker: onlooker + 1 })).toBeGreaterThan(
          evidence({ served, onlooker }),
        )
      }
    }
  })

  test('says what it found', () => {
    expect(inEnglish(worseWords({ served: 1, onlooker: 12, unchecked: 0 }))).toBe(
      'On the photos of 13 players only one of the two was right: the one that answered once, the other 12 times.',
    )
  })
})

/**
 * Weeks in which up to `photos` players send a photo of which one version alone is right; with a chance of `better` it is
 * the onlooker. People complain of wrong answers and not of right ones, and reviewers look at what was complained of,
 * at the rest now and then. The test is asked after every photo that was settled. Returns the share of weeks in which it
 * rolled back, and how many players' photos that took in the middle.
 */
function weeks(runs: number, photos: number, better: number, looks: { complaints: number; others: number }) {
  const random = seededRandom(7)
  const took: number[] = []
  for (let run = 0; run < runs; run++) {
    let served = 0
    let onlooker = 0
    for (let i = 0; i < photos; i++) {
      const onlookerRight = random() < better
      const settled = random() < (onlookerRight ? looks.complaints : looks.others)
      if (settled && onlookerRight) onlooker++
      else served++
      if (!isWorse({ served, onlooker })) continue
      took.push(i + 1)
      break
    }
  }
  return {
    share: took.length / runs,
    median: took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? null,
  }
}

describe('simulated weeks', () => {
  const all = { complaints: 1, others: 1 }
  const complaintsAlone = { complaints: 1, others: 0 }
  const half = { complaints: 0.5, others: 0.1 }

  test.each([
    ['everything is checked', all],
    ['only what is complained of is checked', complaintsAlone],
    ['half of that is', half],
  ])('equal versions are rolled back in at most 5 of 100 when %s', (_, looks) => {
    const { share } = weeks(4000, 400, 0.5, looks)
    console.log(`equal versions, 400 players a week: rolled back in ${(100 * share).toFixed(1)}%`)
    expect(share).toBeLessThanOrEqual(0.05)
  })

  test.each([
    [0.9, all, 60, 0.99],
    [0.8, all, 100, 0.95],
    [0.7, all, 200, 0.95],
    [0.6, all, 400, 0.7],
    [0.9, { complaints: 0.8, others: 0.1 }, 100, 0.9],
    [0.8, half, 400, 0],
  ])(
    'a worse one, wrong alone in %d of the photos, %j, up to %i players: in at least %d',
    (better, looks, photos, least) => {
      const { share, median } = weeks(1000, photos, better, looks)
      console.log(
        `the one before right in ${100 * better}%, complaints checked ${100 * looks.complaints}%: rolled back in ${(100 * share).toFixed(1)}% of weeks with ${photos} players, after ${median} of them`,
      )
      expect(share).toBeGreaterThanOrEqual(least)
    },
  )
})
