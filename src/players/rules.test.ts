import { expect, test } from 'vitest'
import { checkNickname, pageAfterSignIn } from './rules.ts'

const noLetter = { problem: 'Pick a nickname with at least one letter or number.' }
const tooLong = { problem: 'That nickname is too long: 24 characters at most.' }

test.each([
  ['Aina', { nickname: 'Aina' }],
  ['  Wei   Ling ', { nickname: 'Wei Ling' }],
  ['நிலா', { nickname: 'நிலா' }],
  ['小明', { nickname: '小明' }],
  ['👩‍🍳 7', { nickname: '👩‍🍳 7' }],
  ['👩🏽‍🚀 1', { nickname: '👩🏽‍🚀 1' }],
  ['❤️‍🔥 2', { nickname: '❤️‍🔥 2' }],
  ['க்\u200cஷா', { nickname: 'க்\u200cஷா' }],
  ['မြို့', { nickname: 'မြို့' }],
  // Seen nowhere, it would make a second Aina.
  ['Ai\u200dna', { nickname: 'Aina' }],
  ['நி\u200cலா', { nickname: 'நிலா' }],
  ['Aina\u200c', { nickname: 'Aina' }],
  ['Aina\u3164', { nickname: 'Aina' }],
  ['Ai\u034fna', { nickname: 'Aina' }],
  ['Aina\ufe0f', { nickname: 'Aina' }],
  ['Aina\u2800', { nickname: 'Aina' }],
  ['👩\u200d Aina', { nickname: '👩 Aina' }],
  // Twenty-four letters to the eye, forty-eight to the computer.
  ['நி'.repeat(24), { nickname: 'நி'.repeat(24) }],
  ['<b>bold</b>', { nickname: '<b>bold</b>' }],
  ['x'.repeat(24), { nickname: 'x'.repeat(24) }],
  ['x'.repeat(25), tooLong],
  // One letter under a tower of marks is one character, and would reach into other lines.
  [`a${'\u0301'.repeat(200)}`, { nickname: `á${'\u0301'.repeat(3)}` }],
  ['', noLetter],
  ['   ', noLetter],
  ['...', noLetter],
  ['\u3164', noLetter],
  ['\u200b\u202e', noLetter],
  ['ev\u202eil', { nickname: 'evil' }],
])('%j', (typed, result) => {
  expect(checkNickname(typed)).toEqual(result)
})

test.each<[role: string, next: string, page: string]>([
  ['organiser', '/organiser/players?find=a%26b&page=2', '/organiser/players?find=a%26b&page=2'],
  ['organiser', '/organiser', '/organiser'],
  ['reviewer', '/organiser/review/settled', '/organiser/review/settled'],
  // Not for reviewers.
  ['reviewer', '/organiser/players', '/organiser/review'],
  ['reviewer', '/organiser/reviewers', '/organiser/review'],
  ...[
    '',
    '/',
    '/organisers',
    '//evil.test/organiser',
    'http://evil.test/organiser',
    'javascript:alert(1)',
    '\\\\evil.test\\organiser',
    '/\t/evil.test/organiser',
    '/organiser/..//evil.test',
    '/organiser/%2e%2e//evil.test',
    'http://here@evil.test/organiser',
    'http://[',
  ].map((next): [string, string, string] => ['organiser', next, '/organiser']),
])('signing in as %s with next=%j leads to %s', (role, next, page) => {
  expect(pageAfterSignIn(role, next)).toBe(page)
})
