import { describe, expect, test } from 'vitest'
import { readDecision } from './decisions.ts'
import { noticeFor, noticeWords, standingAfter } from './notice.ts'
import {
  filterQuery,
  hintWasRight,
  inOrder,
  priority,
  readFilter,
  type SettledHint,
  suggestion,
  trust,
  trustByPlayer,
  type Waiting,
} from './rules.ts'

const waiting = (id: string, change: Partial<Waiting> = {}): Waiting => ({
  id,
  photoId: id,
  playerId: 'p',
  nickname: 'Ali',
  food: 'satay',
  verdict: 'recognised',
  predicted: 'satay',
  probability: 0.99,
  audited: false,
  differs: false,
  answer: null,
  claimFood: null,
  note: null,
  sentAt: 1,
  lookGroup: null,
  settledTwin: false,
  ...change,
})

test('the queue: disagreements, of trusted players first, then what two versions differ on, then doubt, then rare foods, then the rest', () => {
  const items = [
    waiting('sure'),
    waiting('agreed', { answer: 'yes' }),
    waiting('rare', { food: 'durian', predicted: 'durian' }),
    waiting('doubt', { probability: 0.4 }),
    waiting('differs', { differs: true }),
    waiting('claim', { answer: 'food', claimFood: 'teh' }),
    waiting('trusted', { answer: 'food', claimFood: 'teh', playerId: 'known' }),
  ]
  const settled = new Map([
    ['satay', 50],
    ['teh', 50],
    ['durian', 12],
  ])
  const order = inOrder(items, settled, player => ({ least: player === 'known' ? 0.8 : 0.05 })).map(
    item => item.id,
  )
  expect(order).toEqual(['trusted', 'claim', 'differs', 'doubt', 'rare', 'agreed', 'sure'])
})

test('a photo of the audit sample loses no place that it has by itself', () => {
  const before = (id: string, change: Partial<Waiting> = {}) =>
    priority(waiting(id, { answer: 'food', claimFood: 'teh', ...change }), new Map(), 0.5)
  for (let i = 0; i < 50; i++)
    expect(before(`${i}`, { audited: true })).toBeGreaterThanOrEqual(before(`${i}`))
})

test('of near-duplicates one keeps its place; the rest hold nobody up', () => {
  const flood = Array.from({ length: 5 }, (_, i) => waiting(`copy${i}`, { answer: 'no', lookGroup: 'g' }))
  const order = inOrder([...flood, waiting('sure')], new Map(), () => ({ least: 0.05 })).map(item => item.id)
  expect(order).toEqual(['copy0', 'sure', 'copy1', 'copy2', 'copy3', 'copy4'])
  const settled = flood.map(copy => ({ ...copy, settledTwin: true }))
  expect(inOrder([...settled, waiting('sure')], new Map(), () => ({ least: 0.05 }))[0]?.id).toBe('sure')
})

test('the audit sample stands everywhere in the queue, not at one end of it', () => {
  const others = Array.from({ length: 300 }, (_, i) =>
    waiting(`o${i}`, { probability: i / 300, answer: i % 3 ? null : 'no' }),
  )
  const drawn = Array.from({ length: 60 }, (_, i) => waiting(`a${i}-${i * i}`, { audited: true }))
  const order = inOrder([...others, ...drawn], new Map([['satay', 50]]), () => ({ least: 0.05 }))
  const quarter = order.length / 4
  const inQuarter = [0, 1, 2, 3].map(
    i => order.slice(i * quarter, (i + 1) * quarter).filter(item => item.audited).length,
  )
  expect(inQuarter[0]).toBeGreaterThan(5)
  expect(inQuarter[0]).toBeLessThan(50)
})

test.each<[string, Partial<Waiting>, ReturnType<typeof suggestion>]>([
  ['nothing said', {}, { kind: 'food', food: 'satay' }],
  ['it is right', { answer: 'yes' }, { kind: 'food', food: 'satay' }],
  ['one picked of three', { food: 'milo' }, { kind: 'food', food: 'milo' }],
  ['nothing known', { food: null, predicted: null }, null],
  // What a player disputes must not come by the big button.
  ['it is wrong', { answer: 'no' }, null],
  ['another food', { answer: 'other' }, { kind: 'other_food', food: null }],
  ['another food, written', { answer: 'food', note: 'Nasi dagang' }, { kind: 'other_food', food: null }],
  ['a food of the list', { answer: 'food', claimFood: 'teh' }, { kind: 'food', food: 'teh' }],
  ['not food', { answer: 'not_food' }, { kind: 'not_food', food: null }],
])('Enter settles on the player’s word: %s', (_, change, decision) => {
  expect(suggestion(waiting('a', change))).toEqual(decision)
})

describe('trust', () => {
  // Quantiles of Beta(a + 1, b + 1) as R's qbeta(0.05, ...) gives them.
  test.each([
    [0, 0, 0.05],
    [1, 0, 0.2236],
    [10, 0, 0.7616],
    [5, 5, 0.2712],
    [0, 10, 0.0047],
  ])('%i right and %i wrong: %f', (agreed, disagreed, quantile) => {
    expect(trust(agreed, disagreed)).toBeCloseTo(quantile, 3)
  })

  const hint = (change: Partial<SettledHint>): SettledHint => ({
    playerId: 'p',
    answer: 'no',
    claimFood: null,
    predicted: 'satay',
    audited: false,
    decision: { kind: 'food', food: 'satay' },
    ...change,
  })
  test.each<[string, Partial<SettledHint>, boolean | null]>([
    ['an easy yes says nothing', { answer: 'yes' }, null],
    ['an audited yes does', { answer: 'yes', audited: true }, true],
    ['a wrong no', {}, false],
    ['a right no', { decision: { kind: 'food', food: 'teh' } }, true],
    ['the right food', { answer: 'food', claimFood: 'teh', decision: { kind: 'food', food: 'teh' } }, true],
    ['the wrong food', { answer: 'food', claimFood: 'milo', decision: { kind: 'food', food: 'teh' } }, false],
    ['not food, and so it is', { answer: 'not_food', decision: { kind: 'not_food', food: null } }, true],
    ['nobody can say', { decision: { kind: 'unusable', food: null } }, null],
  ])('%s', (_, change, right) => {
    expect(hintWasRight(hint(change))).toBe(right)
  })

  test('counts what says something, player by player', () => {
    const right = { decision: { kind: 'food', food: 'teh' } } as const
    const of = trustByPlayer([hint(right), hint({}), hint({ answer: 'yes' }), hint({ playerId: 'q' })])
    expect(of('p')).toMatchObject({ agreed: 1, disagreed: 1 })
    expect(of('q')).toMatchObject({ agreed: 0, disagreed: 1 })
    expect(of('nobody')).toEqual({ agreed: 0, disagreed: 0, least: trust(0, 0) })
  })
})

test.each([
  ['food:satay', { kind: 'food', food: 'satay' }],
  ['not_food', { kind: 'not_food', food: null }],
  ['hidden', { kind: 'hidden', food: null }],
  ['food:pizza', null],
  ['food', null],
  ['not_food:satay', null],
  ['constructor', null],
  ['', null],
])('decision "%s"', (typed, decision) => {
  expect(readDecision(typed, id => id === 'satay')).toEqual(decision)
})

describe('what becomes of a catch, and what its player is told', () => {
  const none = { state: 'unrecognised', food: null, caughtAt: null, hidden: false } as const
  const claimed = { ...none, state: 'claimed' } as const
  const satay = { state: 'caught', food: 'satay', caughtAt: 9, hidden: false } as const
  const silent = { answer: null, claimFood: null }
  const said = { answer: 'food', claimFood: 'teh' }
  const teh = { kind: 'food', food: 'teh' } as const
  const caughtTeh = { state: 'caught', food: 'teh', caughtAt: 5, hidden: false }
  test.each([
    ['a claim that is right', claimed, said, teh, caughtTeh, 'approved'],
    [
      'a claim that is another food',
      claimed,
      said,
      { kind: 'food', food: 'satay' },
      { ...satay, caughtAt: 5 },
      'named',
    ],
    ['a claim that is no food', claimed, said, { kind: 'not_food', food: null }, none, 'refused'],
    ['a claim nobody can see', claimed, said, { kind: 'unusable', food: null }, none, 'unclear'],
    ['nothing said, and named', none, silent, teh, caughtTeh, 'named'],
    ['confirmed', satay, silent, { kind: 'food', food: 'satay' }, satay, null],
    ['contradicted in vain', satay, said, { kind: 'food', food: 'satay' }, satay, 'stays'],
    ['really another', satay, silent, teh, caughtTeh, 'renamed'],
    ['a catch too dark to learn from', satay, silent, { kind: 'unusable', food: null }, satay, null],
    [
      'not fit to be seen',
      satay,
      silent,
      { kind: 'hidden', food: null },
      { ...none, hidden: true },
      'hidden',
    ],
  ] as const)('%s', (_, before, hint, decision, after, notice) => {
    expect(standingAfter(before, decision, 5)).toEqual(after)
    expect(noticeFor(before, hint, decision)?.kind ?? null).toBe(notice)
  })
})

test.each([
  ['nothing was said', null, 'it is not Satay, so it left your album'],
  ['it was said to be right', 'yes', 'it is not Satay, so it left your album'],
  ['it was said to be wrong', 'no', 'Thanks for telling us!'],
])('a food that is taken away where %s', (_, answer, words) => {
  const before = { state: 'caught', food: 'Satay', caughtAt: 9, hidden: false } as const
  const notice = noticeFor(before, { answer, claimFood: null }, { kind: 'not_food', food: null })
  expect(notice?.kind).toBe('refused')
  expect(noticeWords('refused', notice?.food ?? '', [])).toContain(words)
})

test.each(['', '?food=laksa', '?verdict=unsure&player=p1&day=2026-11-21&flagged=1'])(
  'filter %s survives the address',
  query => {
    expect(filterQuery(readFilter(new URLSearchParams(query)))).toBe(query)
  },
)
