import { expect, test } from 'vitest'
import { addressForPhones, addressOf } from './address.ts'

test.each([
  [{ publicUrl: 'https://food.example.org', host: '0.0.0.0', port: 3000 }, 'https://food.example.org'],
  [{ publicUrl: null, host: '192.0.2.7', port: 3000 }, 'http://192.0.2.7:3000'],
  [{ publicUrl: null, host: 'kantin', port: 80 }, 'http://kantin'],
  [{ publicUrl: null, host: '2001:db8::1', port: 3000 }, 'http://[2001:db8::1]:3000'],
])('%j is reached at %s', (config, address) => {
  expect(addressOf(config)).toBe(address)
})

const everywhere = { publicUrl: null, host: '0.0.0.0' }
test.each([
  ['http://192.0.2.7:3000/organiser', 'http://192.0.2.7:3000'],
  ['https://kantin.test/organiser', 'https://kantin.test'],
])('a poster printed at %s leads to %s', (typed, address) => {
  expect(addressForPhones(everywhere, new URL(typed))).toBe(address)
})

test.each(['http://localhost:3000/', 'http://127.0.0.1:3000/', 'http://[::1]:3000/'])(
  'a poster printed at %s does not lead phones to themselves',
  typed => {
    expect(addressForPhones({ publicUrl: null, host: '192.0.2.7' }, new URL(typed))).toBe(
      'http://192.0.2.7:3000',
    )
  },
)
