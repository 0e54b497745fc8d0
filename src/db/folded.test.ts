import { expect, test } from 'vitest'
import { folded } from './folded.ts'

test.each([
  ['Aina', 'AINA'],
  ['Élan', 'élan'],
  // Composed, and an accent of its own.
  ['\u00e9lan', 'e\u0301lan'],
  // A combining grapheme joiner between letter and accent keeps them from being composed.
  ['\u00e9lan', 'e\u034f\u0301lan'],
  ['Ａｉｎａ', 'Aina'],
  ['Straße', 'STRASSE'],
  ['ΑΣ', 'ασ'],
  ['Aina 1', 'Aina 1\ufe0f'],
  ['👩\u200d🍳 7', '👩\ufe0f\u200d🍳 7'],
  ['👩\u200d🍳 7', '👩\u034f\u200d🍳 7'],
])('%j looks like %j', (one, other) => {
  expect(folded(one)).toBe(folded(other))
})

test.each([
  ['Élan', 'Elan'],
  ['Aina 1', 'Aina 2'],
  ['👩‍👩‍👧 1', '👩‍👩‍👦 1'],
  ['🏴‍☠️ 1', '🏴 1'],
  ['1️⃣', '1'],
  ['நிலா', 'நீலா'],
  ['小明', '小民'],
])('%j does not look like %j', (one, other) => {
  expect(folded(one)).not.toBe(folded(other))
})
