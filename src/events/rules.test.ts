import { expect, test } from 'vitest'
import { checkEvent, firstTimeZone, makeJoinCode, tidyJoinCode, timeZones } from './rules.ts'

test('join codes have six characters that cannot be mixed up', () => {
  for (let i = 0; i < 500; i++) expect(makeJoinCode()).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{6}$/)
})

test('bytes that would favour the first letters are thrown away', () => {
  const rounds = [new Uint8Array(16).fill(255), Uint8Array.from({ length: 16 }, (_, i) => i)]
  expect(makeJoinCode(() => rounds.shift() ?? new Uint8Array(16))).toBe('ACDEFG')
})

test.each([
  ['abc 123', 'ABC123'],
  [' a-b-c ', 'ABC'],
  ['', ''],
  ["'; drop table", 'DROPTABLE'],
])('a typed code %j is taken as %s', (typed, code) => {
  expect(tidyJoinCode(typed)).toBe(code)
})

test.each([
  [
    { name: ' Food  day ', timeZone: 'Asia/Kuala_Lumpur' },
    { name: 'Food day', timeZone: 'Asia/Kuala_Lumpur' },
  ],
  [{ name: '', timeZone: 'UTC' }, { problem: 'Give the event a name.' }],
  [{ name: '\u202e\u200b', timeZone: 'UTC' }, { problem: 'Give the event a name.' }],
  [{ name: 'x'.repeat(61), timeZone: 'UTC' }, { problem: 'That name is too long: 60 characters at most.' }],
  [
    { name: '🍜'.repeat(60), timeZone: 'UTC' },
    { name: '🍜'.repeat(60), timeZone: 'UTC' },
  ],
  [{ name: 'Fair', timeZone: 'Mars/Olympus' }, { problem: 'Pick a time zone from the list.' }],
  [{ name: 'Fair', timeZone: '' }, { problem: 'Pick a time zone from the list.' }],
  // Clocks would understand these, the list does not hold them.
  [{ name: 'Fair', timeZone: '+08:00' }, { problem: 'Pick a time zone from the list.' }],
  [{ name: 'Fair', timeZone: 'asia/kuala_lumpur' }, { problem: 'Pick a time zone from the list.' }],
  [
    { name: 'Fair', timeZone: 'Asia/Calcutta' },
    { name: 'Fair', timeZone: 'Asia/Calcutta' },
  ],
])('%j', (typed, result) => {
  expect(checkEvent(typed, 'Asia/Calcutta')).toEqual(result)
})

test.each([
  ['Europe/Berlin', 'Asia/Kuala_Lumpur', 'Europe/Berlin'],
  ['UTC', 'Asia/Kuala_Lumpur', 'Asia/Kuala_Lumpur'],
  ['UTC', undefined, 'UTC'],
])('on a machine in %s with a pack of %s, an event begins in %s', (machine, pack, zone) => {
  expect(firstTimeZone(machine, pack)).toBe(zone)
})

test('the zone in use can always be picked', () => {
  expect(timeZones('Asia/Calcutta')).toContain('Asia/Calcutta')
  expect(timeZones('UTC')).toContain('Asia/Kuala_Lumpur')
})
