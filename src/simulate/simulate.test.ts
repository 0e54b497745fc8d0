import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BaseSet } from '../training/base-set.ts'
import { groupKey, type LabelledPhoto, type Split } from '../training/photo-index.ts'
import { seededRandom } from '../training/random.ts'
import { reducedBaseSet } from './base-set.ts'
import { play } from './evening.ts'
import { seededIds } from './ids.ts'
import { decide, honestTaps, hostileTaps } from './people.ts'
import { dealPhotos, type Index, shares } from './pools.ts'
import { crowd, schedule, trollsOf } from './schedule.ts'
import { fallen, scoreNight } from './scores.ts'

const split = (i: number): Split => (i % 10 < 7 ? 'train' : i % 10 < 8 ? 'calibration' : 'test')

/** `count` photos of a label, two of each near-duplicate group. */
const photosOf = (pack: string, label: string, kind: 'food' | 'outlier', count: number): LabelledPhoto[] =>
  Array.from({ length: count }, (_, i) => {
    const group = Math.floor(i / 2)
    return {
      path: `${pack}/${label}/${i}.jpg`,
      ...{ pack, label, kind, split: split(group), group: String(group), source: 'test' },
    }
  })

const index: Index = {
  pack: [
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap(food => photosOf('malaysia', food, 'food', 140)),
    ...photosOf('malaysia', 'rare', 'food', 8),
    ...photosOf('outliers', 'other_food', 'outlier', 400),
    ...photosOf('outliers', 'screen', 'outlier', 60),
  ],
  elsewhere: ['v', 'w', 'x', 'y', 'z', 'seen'].flatMap(dish => photosOf('thailand', dish, 'food', 100)),
}
const unseen = ['v', 'w', 'x', 'y', 'z']

describe('pools', () => {
  const pools = dealPhotos(index, unseen, 1, shares)
  const players = [...pools.players.values()].flat()

  test('the same seed deals the same, another one differently', () => {
    expect(dealPhotos(index, unseen, 1, shares)).toEqual(pools)
    expect(dealPhotos(index, unseen, 2, shares)).not.toEqual(pools)
  })
  test('no near-duplicate group is in two of base set, players and held-out', () => {
    const groups = (photos: readonly LabelledPhoto[]) => new Set(photos.map(groupKey))
    const base = groups(index.pack.filter(photo => !pools.withheld.has(groupKey(photo))))
    const [sent, held] = [groups(players), groups(pools.heldOut)]
    expect([...sent].filter(group => held.has(group) || base.has(group))).toEqual([])
    expect([...held].filter(group => base.has(group))).toEqual([])
    expect(new Set(players.map(({ path }) => path)).size).toBe(players.length)
  })
  test('players photograph only what was for training, and only `test` is held out', () => {
    expect(new Set(players.map(photo => photo.split))).toEqual(new Set(['train']))
    expect(new Set(pools.heldOut.map(photo => photo.split))).toEqual(new Set(['test']))
  })
  test('about half of what may judge a known food judges in the gate, and half is held out', () => {
    for (const food of pools.known) {
      const test = index.pack.filter(({ label, split }) => label === food && split === 'test')
      const held = pools.heldOut.filter(({ label }) => label === food)
      expect(Math.abs(held.length - test.length / 2)).toBeLessThanOrEqual(2)
    }
  })
  test('of a missing food nothing is left to the first model, its calibration or its gate', () => {
    const left = index.pack.filter(
      photo => pools.missing.includes(photo.label) && !pools.withheld.has(groupKey(photo)),
    )
    expect(left).toEqual([])
    expect(pools.missing).toHaveLength(5)
    expect([...pools.known, ...pools.missing].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  })
  test('dishes that the backbone has seen are neither added nor strangers', () => {
    expect([...pools.added, ...pools.strangers].sort()).toEqual(unseen)
  })
})

describe('schedule', () => {
  const pools = dealPhotos(index, unseen, 1, shares)
  const nights = schedule(pools, 30, 5)

  test('the same seed plays the same, another one differently', () => {
    expect(schedule(pools, 30, 5)).toEqual(nights)
    expect(schedule(pools, 30, 6)).not.toEqual(nights)
  })
  test('nobody sends a photo twice, nor one that the organiser dropped', () => {
    const sent = nights.flatMap(night => [
      ...night.sent.map(({ photo }) => photo.path),
      ...(night.added?.photos ?? []).map(({ path }) => path),
    ])
    expect(new Set(sent).size).toBe(sent.length)
  })
  test('no dish is photographed before it is there', () => {
    const known = new Set(pools.known)
    for (const { added, opened, sent } of nights) {
      for (const food of [...opened, ...(added ? [added.food] : [])]) known.add(food)
      const early = sent.filter(
        ({ photo: { label } }) => [...pools.missing, ...pools.added].includes(label) && !known.has(label),
      )
      expect(early).toEqual([])
    }
    expect([...pools.missing, ...pools.added].filter(food => !known.has(food))).toEqual([])
  })
  test('a fifth of the players are hostile, one night is dark', () => {
    expect(trollsOf(crowd)).toBe(crowd.players / 5)
    expect(nights.filter(({ badLight }) => badLight)).toHaveLength(1)
    expect(new Set(nights.flatMap(({ sent }) => sent.map(({ player }) => player))).size).toBe(crowd.players)
  })
  test('three nights have a bit of everything', () => {
    const few = schedule(pools, 3, 1)
    expect(few).toHaveLength(3)
    expect(few.filter(({ added }) => added)).toHaveLength(1)
    expect(few.flatMap(({ opened }) => opened).sort()).toEqual(pools.missing)
  })
})

describe('people', () => {
  const always = () => 0
  test.each([
    ['a right answer is agreed with', { state: 'caught', food: 'a' }, 'food:a', { answer: 'yes' }],
    ['a wrong one corrected', { state: 'caught', food: 'b' }, 'food:a', { food: 'a' }],
    ['the right one chosen', { state: 'choosing', offer: ['b', 'a'] }, 'food:a', { food: 'a' }],
    ['a refused food named', { state: 'unrecognised' }, 'food:a', { food: 'a' }],
    ['a thing called a food', { state: 'caught', food: 'b' }, 'not_food', { answer: 'not_food' }],
  ] as const)('honest: %s', (_, screen, truth, fields) => {
    const taps = honestTaps(
      'offer' in screen ? { ...screen, offer: [...screen.offer] } : screen,
      truth,
      always,
    )
    expect(taps.map(tap => tap.fields)).toEqual([fields])
  })
  test('hostile: never the truth, and mistakes are praised', () => {
    const random = seededRandom(1)
    for (let i = 0; i < 50; i++) {
      const [lie] = hostileTaps({ state: 'unrecognised' }, 'food:a', ['a', 'b', 'c'], random)
      expect(lie?.fields.food).toMatch(/^[bc]$/)
    }
    const [yes] = hostileTaps({ state: 'caught', food: 'b' }, 'food:a', ['a', 'b'], random)
    expect(yes?.fields).toEqual({ answer: 'yes' })
  })
  test('reviewers err as often as they are said to', () => {
    const random = seededRandom(1)
    const decisions = Array.from({ length: 2000 }, () => decide('food:a', ['a', 'b', 'c'], 0.1, random))
    const wrong = decisions.filter(decision => decision !== 'food:a')
    expect(wrong.length / decisions.length).toBeCloseTo(0.1, 1)
    expect(new Set(wrong)).toEqual(new Set(['food:b', 'food:c', 'other_food', 'not_food']))
  })
  test('ids are what the server takes, rise, and are the same again from the same seed', () => {
    const ids = Array.from({ length: 100 }, seededIds(1))
    expect(ids.toSorted()).toEqual(ids)
    expect(Array.from({ length: 100 }, seededIds(1))).toEqual(ids)
    expect(new Set([...ids, ...Array.from({ length: 100 }, seededIds(2))]).size).toBe(200)
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

test.each([
  ['somebody else sent', new Response('Take your own!', { status: 409 })],
  ['the player sent before', new Response('', { headers: { 'HX-Push-Url': '/catches/earlier' } })],
])('a photo of the very pixels %s is no photo of the evening', async (_, answer) => {
  const posted: string[] = []
  const post = async (path: string) => {
    posted.push(path)
    return answer
  }
  const copyist = { get: () => Promise.reject(new Error('not asked for')), post }
  const photosDir = await mkdtemp(join(tmpdir(), 'tangkap-copy-'))
  await writeFile(join(photosDir, 'photo.jpg'), 'any bytes')
  const [photo] = photosOf('malaysia', 'a', 'food', 1)
  if (!photo) throw new RangeError()
  const memory = {
    ...{ photosDir, truths: new Map<string, string>(), foods: ['a'], nextId: seededIds(1) },
    truthOf: () => 'food:a',
  }
  const night = {
    ...{ night: 1, added: null, opened: [], badLight: false },
    sent: [{ player: 0, photo: { ...photo, path: 'photo.jpg' } }],
  }
  const cast = { players: [copyist], reviewers: [], organiser: copyist }
  expect(await play(cast, memory, night, { ...crowd, trolls: 0 }, seededRandom(1))).toBe(0)
  expect([posted, memory.truths.size]).toEqual([['/catches'], 0])
  await rm(photosDir, { recursive: true })
})

test('a reduced base set has no row of what is withheld, and the rows that stay are as they were', () => {
  const photos = [...photosOf('malaysia', 'a', 'food', 8), ...photosOf('outliers', 'screen', 'outlier', 4)]
  const set: BaseSet = {
    backbone: { id: 'b', variant: 'int8' },
    dimensions: 2,
    examples: photos.map(({ path: _, ...photo }, i) => ({ ...photo, view: i === 11 ? 'screen' : 'whole' })),
    embeddings: Float32Array.from({ length: 24 }, (_, i) => i),
    fingerprint: 'f',
  }
  const reduced = reducedBaseSet(set, new Set(['a/1']))
  expect(reduced.examples.map(({ label, group }) => `${label}/${group}`)).toEqual([
    'a/0',
    'a/0',
    'a/2',
    'a/2',
    'a/3',
    'a/3',
    'screen/0',
    'screen/0',
    'screen/1',
  ])
  expect([...reduced.embeddings.slice(4, 8)]).toEqual([8, 9, 10, 11])
})

describe('scores', () => {
  const answer = (food: string | null, shown: string | null, likeliest = shown) => ({
    food,
    result: {
      verdict: shown === null ? ('unknown' as const) : ('recognised' as const),
      food: shown,
      candidates: likeliest === null ? [] : [{ food: likeliest, probability: 1 }],
    },
  })
  const scope = { all: ['a', 'new'], first: ['a'] }

  test('what is not learned yet is lost, and what is refused', () => {
    const photos = [
      answer('a', 'a'),
      answer('a', null, 'a'),
      answer('new', null, 'a'),
      answer(null, null, 'a'),
    ]
    const score = scoreNight(photos, scope)
    expect(score.f1).toBeCloseTo(2 / 3 / 2)
    expect(score.firstF1).toBe(1)
    expect(score.fBeta).toBeCloseTo(3.25 / 4.25)
  })
  test('an outlier that is taken for a food costs F1 and F-beta', () => {
    const good = scoreNight([answer('a', 'a'), answer(null, null)], scope)
    const worse = scoreNight([answer('a', 'a'), answer(null, 'a')], scope)
    expect(worse.f1).toBeLessThan(good.f1)
    expect(worse.fBeta).toBe(0)
  })
  test('a fall is more than a point below the first night', () => {
    const before = { f1: 0.5, fBeta: 0.9, firstF1: 0.95 }
    const nights = [
      { night: 1, score: before },
      { night: 2, score: { ...before, fBeta: 0.892 } },
      { night: 3, score: { ...before, fBeta: 0.889, firstF1: 0.9 } },
    ]
    expect(fallen(before, nights).map(({ night, score }) => [night, score])).toEqual([[3, 'fBeta']])
  })
})
