import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('works with nothing set', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '0.0.0.0',
    pack: 'malaysia',
    backbone: 'int8',
    publicUrl: null,
    trustedProxies: [],
    secret: null,
  })
})

const accepted: [name: string, value: string, field: keyof ReturnType<typeof readConfig>, is: unknown][] = [
  ['PORT', '8080', 'port', 8080],
  ['PORT', '0', 'port', 0],
  ['HOST', '127.0.0.1', 'host', '127.0.0.1'],
  ['TANGKAP_HOME', '/srv/food', 'home', '/srv/food'],
  ['TANGKAP_WORKERS', '1', 'workers', 1],
  ['TANGKAP_BACKBONE', 'fp32', 'backbone', 'fp32'],
  ['TANGKAP_PUBLIC_URL', 'https://food.example.org/', 'publicUrl', 'https://food.example.org'],
  ['TANGKAP_SECRET', 'x'.repeat(32), 'secret', 'x'.repeat(32)],
]
test.each(accepted)('%s=%s', (name, value, field, is) => {
  expect(readConfig({ [name]: value })[field]).toBe(is)
})

const refused: [name: string, value: string, words: RegExp][] = [
  ['PORT', '65536', /PORT cannot be "65536"\. Allowed: a number from 0 to 65535/],
  ['PORT', 'eighty', /PORT cannot be "eighty"/],
  ['TANGKAP_WORKERS', '0', /Allowed: a number from 1 to 64/],
  ['TANGKAP_BACKBONE', 'int4', /Allowed: int8 or fp32/],
  ['TANGKAP_PACK', '../etc', /TANGKAP_PACK cannot be/],
  ['TANGKAP_PUBLIC_URL', 'food.example.org', /TANGKAP_PUBLIC_URL cannot be/],
  ['TANGKAP_PUBLIC_URL', 'ftp://food.example.org', /TANGKAP_PUBLIC_URL cannot be/],
  ['TANGKAP_PUBLIC_URL', 'https://example.org/food', /TANGKAP_PUBLIC_URL cannot be/],
  ['TANGKAP_TRUSTED_PROXIES', 'caddy', /TANGKAP_TRUSTED_PROXIES cannot be "caddy"\. Allowed: addresses/],
  ['TANGKAP_WORKER', '2', /There is no setting TANGKAP_WORKER\. Did you mean TANGKAP_WORKERS\?/],
  ['TANGKAP_SECRET_FILE', '/nowhere/at/all', /TANGKAP_SECRET_FILE names cannot be read/],
]
test.each(refused)('%s=%s is refused in words', (name, value, words) => {
  expect(() => readConfig({ [name]: value })).toThrow(words)
})

test('a secret that is too short is not repeated', () => {
  expect(() => readConfig({ TANGKAP_SECRET: 'hunter2' })).toThrow(/at least 32 characters/)
  expect(() => readConfig({ TANGKAP_SECRET: 'hunter2' })).not.toThrow(/hunter2/)
})

test('a secret may lie in a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tangkap-')), 'secret')
  writeFileSync(file, `${'y'.repeat(40)}\n`)
  expect(readConfig({ TANGKAP_SECRET_FILE: file }).secret).toBe('y'.repeat(40))
})
