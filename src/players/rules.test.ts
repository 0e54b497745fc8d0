import { expect, test } from 'vitest'
import { checkNickname } from './rules.ts'

const noLetter = { problem: 'Pick a nickname with at least one letter or number.' }
const tooLong = { problem: 'That nickname is too long: 24 characters at most.' }

test.each([
  ['Aina', { nickname: 'Aina' }],
  ['  Wei   Ling ', { nickname: 'Wei Ling' }],
  ['நிலா', { nickname: 'நிலா' }],
  ['小明', { nickname: '小明' }],
  ['👩‍🍳 7', { nickname: '👩🍳 7' }],
  ['<b>bold</b>', { nickname: '<b>bold</b>' }],
  ['x'.repeat(24), { nickname: 'x'.repeat(24) }],
  ['x'.repeat(25), tooLong],
  // One letter under a tower of marks is one character, and still too much.
  [`a${'\u0301'.repeat(200)}`, tooLong],
  ['', noLetter],
  ['   ', noLetter],
  ['...', noLetter],
  ['\u200b\u202e', noLetter],
  ['ev\u202eil', { nickname: 'evil' }],
])('%j', (typed, result) => {
  expect(checkNickname(typed)).toEqual(result)
})
