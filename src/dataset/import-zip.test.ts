import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patched, renamed, writeZip, zipOf } from '../../test/zips.ts'
import { importLimits } from './import-limits.ts'
import { openZip } from './import-zip.ts'
import { refuseHostile, refuseTooMany, type ZipEntry } from './import-zip-rules.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tangkap-zip-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const opened = async (zip: Uint8Array) => await openZip(await writeZip(folder, zip), () => {})

test('a good zip is read, packed or not, with folders', async () => {
  const zip = await opened(
    await zipOf({
      'index.tsv': { bytes: 'a\tb', compress: true },
      'satay/': '',
      'satay/one.jpg': Buffer.alloc(100_000, 7),
    }),
  )
  expect(zip.names).toEqual(['index.tsv', 'satay/one.jpg'])
  expect(Buffer.from(await zip.read('index.tsv')).toString()).toBe('a\tb')
  expect(zip.size('satay/one.jpg')).toBe(100_000)
  expect(zip.size('satay/two.jpg')).toBeNull()
  zip.close()
})

const two = () => zipOf({ 'a.jpg': 'first photo', 'b.jpg': 'second one' })
const packed = () => zipOf({ 'a.jpg': { bytes: 'first photo', compress: true } })
const bomb = () => zipOf({ 'a.jpg': { bytes: Buffer.alloc(8_000_000), compress: true } })
const notTaken = 'Nothing was brought in.'

// Where fields of a line in the table of contents start: APPNOTE 4.3.12.
const at = { flags: 8, method: 10, crc: 16, compressed: 20, unpacked: 24, offset: 42 }

describe('refused whole', () => {
  test.each<[string, () => Promise<Buffer>, RegExp]>([
    ['up and out', async () => renamed(await zipOf({ 'xx/evil.jpg': '' }), 'xx/', '../'), /out of/],
    ['up later', async () => renamed(await zipOf({ 'aaa/xx/e.jpg': '' }), '/xx/', '/../'), /out of/],
    ['absolute', async () => renamed(await zipOf({ 'xetc/passwd': '' }), 'xetc', '/etc'), /out of/],
    ['backslash', async () => renamed(await zipOf({ 'xx_evil.jpg': '' }), 'xx_', '..\\'), /out of/],
    ['drive', async () => renamed(await zipOf({ 'C_/evil.jpg': '' }), 'C_', 'C:'), /out of/],
    ['control letter', async () => renamed(await zipOf({ 'a_b.jpg': '' }), 'a_b', 'a\u0000b'), /name/],
    ['link', () => zipOf({ 'a.jpg': { bytes: '/etc/passwd', mode: 0o120777 } }), /link/],
    ['device', () => zipOf({ 'a.jpg': { bytes: '', mode: 0o020666 } }), /link or something else/],
    ['bomb', bomb, /100 times/],
    ['bomb that lies', async () => patched(await bomb(), 0, at.unpacked, () => 1000), /damaged/],
    ['larger than said', async () => patched(await two(), 0, at.unpacked, n => n - 1), /damaged/],
    ['overlap', async () => patched(await two(), 1, at.offset, () => 0), /inside another/],
    ['twice', async () => renamed(await two(), 'b.jpg', 'a.jpg'), /twice/],
    ['locked', async () => patched(await packed(), 0, at.flags, flags => flags | 1), /password/],
    ['odd packing', async () => patched(await two(), 0, at.method, () => 12), /packed in a way/],
    ['wrong checksum', async () => patched(await two(), 1, at.crc, sum => sum ^ 1), /damaged/],
    ['zip in zip', async () => zipOf({ 'a.jpg': await two() }), /zip inside the zip/],
    ['cut short', async () => (await two()).subarray(0, 120), /damaged/],
    ['no zip', async () => Buffer.from('%PDF-1.7'), /not a zip/],
    ['empty', async () => Buffer.alloc(0), /not a zip/],
  ])('%s', async (_, make, words) => {
    const refused = await opened(await make()).catch((error: unknown) => error)
    expect(refused).toMatchObject({ status: 422, message: expect.stringMatching(words) })
    expect(refused).toMatchObject({ message: expect.stringContaining(notTaken) })
  })
})

describe('by what it says of itself', () => {
  const entry = (change: Partial<ZipEntry> = {}): ZipEntry => ({
    ...{
      name: 'a.jpg',
      compressed: 10,
      unpacked: 10,
      method: 0,
      encrypted: false,
      mode: 0,
      start: 0,
      end: 10,
    },
    ...change,
  })
  const many = (n: number, unpacked: number) =>
    Array.from({ length: n }, (_, i) =>
      entry({ name: `${i}`, unpacked, compressed: unpacked, start: i, end: i + 1 }),
    )
  test.each<[string, ZipEntry[]]>([
    ['too large in all', many(3, importLimits.unpacked / 2)],
    [
      'the same name in other letters',
      [entry({ name: 'é' }), entry({ name: 'e\u0301', start: 10, end: 20 })],
    ],
    ['a name without end', [entry({ name: 'a'.repeat(401) })]],
  ])('%s', (_, entries) => expect(() => refuseHostile(entries)).toThrow(notTaken))

  test('too many', () => {
    expect(() => refuseTooMany(importLimits.entries + 1)).toThrow(notTaken)
    refuseTooMany(importLimits.entries)
  })

  test('what is honest passes', () => {
    refuseHostile([...many(1000, 200_000), entry({ name: 'odd name é.jpg', start: 5000, end: 5010 })])
  })
})
