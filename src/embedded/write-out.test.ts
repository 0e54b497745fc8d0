import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Asset } from './assets.ts'
import { writeOut } from './write-out.ts'

let dir = ''
let parent = ''
let assets: Asset[] = []

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'write-out-'))
  parent = join(dir, 'home/program')
  assets = [
    carried('static/app.css', 'plain', false),
    carried('libraries/x/libx.so', 'packed'.repeat(99), true),
  ]
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('writes every file, for this user alone', () => {
  const folder = writeOut(parent, 'one', assets)
  expect(folder).toBe(join(parent, 'one'))
  expect(readFileSync(join(folder, 'static/app.css'), 'utf8')).toBe('plain')
  expect(readFileSync(join(folder, 'libraries/x/libx.so'), 'utf8')).toBe('packed'.repeat(99))
  for (const path of [parent, folder, join(folder, 'libraries')])
    expect(statSync(path).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'libraries/x/libx.so')).mode & 0o777).toBe(0o600)
  expect(readdirSync(parent)).toEqual(['one'])
})

test('leaves what is whole as it is', () => {
  const file = join(writeOut(parent, 'one', assets), 'static/app.css')
  const before = statSync(file).ino
  writeOut(parent, 'one', assets)
  expect(statSync(file).ino).toBe(before)
})

test.each([
  ['changed', (file: string) => writeFileSync(file, 'plaim')],
  ['cut short', (file: string) => writeFileSync(file, 'pla')],
  ['gone', (file: string) => rmSync(file)],
])('writes again where a file is %s', (_how, damage) => {
  const file = join(writeOut(parent, 'one', assets), 'static/app.css')
  damage(file)
  writeOut(parent, 'one', assets)
  expect(readFileSync(file, 'utf8')).toBe('plain')
  expect(readdirSync(parent)).toEqual(['one'])
})

test('refuses a binary whose contents are damaged', () => {
  const [first] = assets
  if (first) writeFileSync(first.file, 'plaim')
  expect(() => writeOut(parent, 'one', assets)).toThrow(/damaged \(static\/app.css/)
  expect(readdirSync(parent)).toEqual([])
})

test('opens nothing where others can write', () => {
  mkdirSync(parent, { recursive: true })
  chmodSync(parent, 0o777)
  expect(() => writeOut(parent, 'one', assets)).toThrow(/others can write to it/)
  chmodSync(parent, 0o700)
  chmodSync(writeOut(parent, 'one', assets), 0o770)
  expect(() => writeOut(parent, 'one', assets)).toThrow(/others can write to it/)
})

test('keeps the folder of the version before, and no older ones', () => {
  for (const [i, name] of ['first', 'second', '.new-left'].entries()) {
    mkdirSync(join(parent, name), { recursive: true, mode: 0o700 })
    utimesSync(join(parent, name), i + 1, i + 1)
  }
  mkdirSync(join(parent, '.new-running'))
  writeOut(parent, 'third', assets)
  expect(readdirSync(parent).sort()).toEqual(['.new-running', 'second', 'third'])
  expect(existsSync(join(parent, 'third/static/app.css'))).toBe(true)
})

function carried(path: string, text: string, compressed: boolean): Asset {
  const file = join(dir, path.replaceAll('/', '-'))
  writeFileSync(file, compressed ? zstdCompressSync(text) : text)
  return {
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: text.length,
    file,
    compressed,
  }
}
