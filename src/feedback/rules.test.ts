import { expect, test } from 'vitest'
import { checkClaim } from './rules.ts'

const check = (food: string | null, note = '') => checkClaim({ food, note }, id => id === 'satay')

test.each([
  ['satay', '', { food: 'satay', note: null }],
  ['satay', ' with  peanut\n sauce ', { food: 'satay', note: 'with peanut sauce' }],
  ['', 'murtabak', { food: null, note: 'murtabak' }],
  [null, 'murtabak', { food: null, note: 'murtabak' }],
  ['', '', { food: null, note: null }],
  ['', 'தோசை', { food: null, note: 'தோசை' }],
  ['', 'x'.repeat(80), { food: null, note: 'x'.repeat(80) }],
  ['', `murtabak${String.fromCodePoint(0x202e)}`, { food: null, note: 'murtabak' }],
])('%s %j is a claim', (food, note, words) => {
  expect(check(food, note)).toEqual(words)
})

test.each([
  [null, '', /Pick a food.*or write/],
  [null, ' \u200b ', /Pick a food.*or write/],
  ['pizza', '', /from the list/],
  ['pizza', 'really', /from the list/],
  ['', 'x'.repeat(81), /80 characters/],
  // One character to the eye, thousands to the database.
  ['', `e${'\u0301'.repeat(400)}`, /80 characters/],
])('%s %j is none', (food, note, words) => {
  expect(check(food, note)).toEqual({ problem: expect.stringMatching(words) })
})
