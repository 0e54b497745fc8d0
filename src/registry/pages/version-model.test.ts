import { expect, test } from 'vitest'
import type { Version } from '../store.ts'
import { versionModel } from './version-model.ts'

const version: Version = {
  version: 'v1',
  pack: 'tiny',
  status: 'champion',
  origin: 'trained',
  cardSha256: '0',
  comparedWith: null,
  jobId: null,
  report: null,
  createdAt: 1,
  promotedAt: 2,
  promotedBy: 'gate',
  retiredAt: 3,
  predecessor: null,
}
const shipped = { origin: 'shipped', promotedBy: 'shipped' } as const

test.each<[string, Partial<Version>, string[]]>([
  ['the gate', {}, ['Answers photos since day 2, because it passed its check.']],
  // The program was updated, perhaps: nobody says that it was the first start.
  ['the program it came with', shipped, ['It came with Tangkap.', 'Answers photos since day 2.']],
  [
    'the program it came with, for a while',
    { ...shipped, status: 'retired' },
    ['It came with Tangkap.', 'Answered photos from day 2 to day 3.'],
  ],
  ['an organiser', { promotedBy: 'user-1' }, ['Answers photos since day 2, chosen by cikgu@example.org.']],
  [
    'an organiser who has gone',
    { promotedBy: 'user-2' },
    ['Answers photos since day 2, chosen by an organiser whose account is gone.'],
  ],
  ['nobody', { status: 'rejected' }, ['It did not pass its check, so it answers nobody.']],
])('a version that serves by the word of %s', (_, change, expected) => {
  const row = { ...version, ...change }
  const { standing } = versionModel(row, {
    versions: [row],
    pinned: false,
    promoters: new Map(row.promotedBy === 'user-1' ? [['v1', 'cikgu@example.org']] : []),
    when: instant => `day ${instant}`,
    nameOf: name => name,
    cardScoresOf: () => null,
  })
  expect(standing).toEqual(expected)
})
