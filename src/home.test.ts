import { mkdtempSync, readFileSync, rmdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHome, sessionSecret } from './home.ts'

const newHome = () => openHome(join(mkdtempSync(join(tmpdir(), 'tangkap-')), 'home'))

test('a secret is made once, for this user alone', () => {
  const home = newHome()
  const secret = sessionSecret(home, { secret: null })
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(sessionSecret(home, { secret: null })).toBe(secret)
  expect(statSync(join(home.dir, 'secret')).mode & 0o777).toBe(0o600)
})

test('one that is set wins, and nothing is written', () => {
  const home = newHome()
  expect(sessionSecret(home, { secret: 'x'.repeat(40) })).toBe('x'.repeat(40))
  expect(() => readFileSync(join(home.dir, 'secret'))).toThrow()
})

test.each(['', '\n', 'short'])('a secret file with %j in it is made anew', text => {
  const home = newHome()
  writeFileSync(join(home.dir, 'secret'), text)
  const secret = sessionSecret(home, { secret: null })
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(sessionSecret(home, { secret: null })).toBe(secret)
})

test('a folder that cannot be written to is refused in words', () => {
  expect(() => openHome('/dev/null/tangkap')).toThrow(/cannot be written to .* Set TANGKAP_HOME/)
})

// Root may write everywhere.
test('so is one whose photos cannot be', () => {
  const home = newHome()
  rmdirSync(home.photos)
  // Linux lets nobody write there, root neither.
  symlinkSync('/proc/sys/kernel', home.photos)
  expect(() => openHome(home.dir)).toThrow(/cannot be written to .*photos.* Set TANGKAP_HOME/)
})
