import { expect, test } from 'vitest'

// The script is served as it stands, so it has no types of its own.
const script: { uuid7(now?: number): string } = await import(
  new URL('../static/photo.js', import.meta.url).href
)

test('a catch id made by the phone is a UUID of version 7 that carries the time', () => {
  expect(script.uuid7(0x0123_4567_89ab)).toMatch(
    /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})

test('ids made in one millisecond differ', () => {
  expect(new Set(Array.from({ length: 1000 }, () => script.uuid7(1))).size).toBe(1000)
})
