import { expect, test } from 'vitest'
import { daySpan, shortTimeText } from './times.ts'

test.each([
  ['2026-11-21', 'UTC', '2026-11-21T00:00Z', '2026-11-22T00:00Z'],
  ['2026-11-21', 'Asia/Kuala_Lumpur', '2026-11-20T16:00Z', '2026-11-21T16:00Z'],
  ['2026-12-31', 'America/New_York', '2026-12-31T05:00Z', '2027-01-01T05:00Z'],
  ['2026-02-28', 'Asia/Kathmandu', '2026-02-27T18:15Z', '2026-02-28T18:15Z'],
  // 25 hours, and 23.
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
  ['2026-11-01', 'America/Los_Angeles', '2026-11-01T07:00Z', '2026-11-02T08:00Z'],
])('%s in %s', (day, zone, from, until) => {
  expect(daySpan(day, zone)).toEqual([Date.parse(from), Date.parse(until)])
})

test.each(['', 'today', '2026-13-01', '2026-02-30', '26-1-1', '2026-11-21T00:00Z'])('"%s" is no day', day => {
  expect(daySpan(day, 'UTC')).toBeNull()
})

test.each([
  ['2026-11-21T02:34:00Z', '10:34'],
  // Yesterday there, though today in London.
  ['2026-11-20T15:59:00Z', '20 Nov'],
])('%s is short', (instant, words) => {
  const text = shortTimeText('Asia/Kuala_Lumpur', Date.parse('2026-11-21T04:00:00Z'))
  expect(text(Date.parse(instant))).toBe(words)
})
