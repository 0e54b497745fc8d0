import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('.', import.meta.url))
const files = [...new Bun.Glob('**/*.{ts,tsx}').scanSync(src)].filter(file => !file.includes('.test.'))
const textOf = (file: string) => readFileSync(join(src, file), 'utf8')
const roomOf = (file: string) => file.split('/')[0]
const isStore = (file: string) => /(^|[/-])store\.ts$/.test(file)

test('SQL stands in store files and in db/ alone', () => {
  const query = /\.(selectFrom|insertInto|updateTable|deleteFrom|transaction)\(|\bsql`/
  const strange = files.filter(file => roomOf(file) !== 'db' && !isStore(file) && query.test(textOf(file)))
  expect(strange).toEqual([])
})

test('no room reaches into the store of another: it asks what index.ts exports', () => {
  // What every room writes in its own transactions.
  const shared = 'ops/audit-store.ts'
  const reaching = files.flatMap(file =>
    [...textOf(file).matchAll(/from '(\.[^']+)'/g)]
      .map(([, path = '']) => normalize(join(dirname(file), path)))
      .filter(path => isStore(path) && path !== shared && roomOf(path) !== roomOf(file))
      .map(path => `${file} imports ${path}`),
  )
  expect(reaching).toEqual([])
})

test('only config.ts reads the environment', () => {
  const reads = files.filter(file => /\bBun\.env\b/.test(textOf(file)))
  expect(reads).toEqual(['config.ts'])
})
