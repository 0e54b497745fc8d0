import { expect, test } from 'vitest'
import { boundHeaps } from './allocator.ts'

test('the C library takes the setting', () => {
  expect(boundHeaps()).toBe(true)
})
