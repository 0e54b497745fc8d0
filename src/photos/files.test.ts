import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPhotoFiles, type PhotoFiles } from './files.ts'

const dir = mkdtempSync(join(tmpdir(), 'photos-'))
afterAll(() => rmSync(dir, { recursive: true }))

const photo = { kept: Buffer.from('the photo'), thumbnail: Buffer.from('its thumbnail') }
const id = '0197f0aa-1234-7abc-8def-0123456789ab'

describe('the photos on disk', () => {
  let files: PhotoFiles
  beforeAll(async () => {
    files = await openPhotoFiles(join(dir, 'photos'))
  })

  test('are read as they were written, for their owner alone', async () => {
    await files.write(id, photo)
    expect(await (await files.read(id, 'photo'))?.text()).toBe('the photo')
    expect(await (await files.read(id, 'thumbnail'))?.text()).toBe('its thumbnail')
    expect(statSync(files.pathOf(id, 'photo')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dirname(files.pathOf(id, 'photo'))).sort()).toEqual([
      `${id}.jpg`,
      `${id}.thumbnail.jpg`,
    ])
  })

  test('lie in a folder by the random end of their id', () => {
    expect(basename(dirname(files.pathOf(id, 'photo')))).toBe('ab')
  })

  test('are gone when removed, and removing again is no error', async () => {
    const gone = '0197f0aa-1234-7abc-8def-0123456789ac'
    expect(await files.read(gone, 'photo')).toBeNull()
    await files.write(gone, photo)
    await files.remove(gone)
    await files.remove(gone)
    expect(await files.read(gone, 'photo')).toBeNull()
    expect(await files.read(gone, 'thumbnail')).toBeNull()
  })

  test.each([
    ['../../etc/passwd'],
    ['0197f0aa-1234-7abc-8def-0123456789AB'],
    ['0197f0aa-1234-7abc-8def-0123456789a'],
    ['0197f0aa-1234-7abc-8def-0123456789ab/..'],
    ['0197f0aa-1234-7abc-8def-0123456789ab\n'],
    [''],
  ])('have ids for names and nothing else: %j', async name => {
    await expect(files.write(name, photo)).rejects.toMatchObject({ status: 404 })
    await expect(files.read(name, 'photo')).rejects.toMatchObject({ status: 404 })
    await expect(files.remove(name)).rejects.toMatchObject({ status: 404 })
  })

  test('are listed once each, half-written ones too', async () => {
    const half = '0197f0aa-1234-7abc-8def-0123456789ff'
    writeFileSync(`${files.pathOf(half, 'photo')}.part`, 'half')
    writeFileSync(join(dir, 'photos', 'ff', 'notes.txt'), 'not a photo')
    const listed = []
    for await (const stored of files.list()) listed.push(stored)
    expect(listed.map(stored => stored.id).sort()).toEqual([id, half].sort())
    expect(Math.max(...listed.map(stored => Date.now() - stored.written))).toBeLessThan(60_000)
    await files.remove(half)
    expect(readdirSync(join(dir, 'photos', 'ff'))).toEqual(['notes.txt'])
  })

  test('many at once are all there', async () => {
    const ids = Array.from({ length: 50 }, () => Bun.randomUUIDv7())
    await Promise.all(ids.map(each => files.write(each, { ...photo, kept: Buffer.from(each) })))
    for (const each of ids) expect(await (await files.read(each, 'photo'))?.text()).toBe(each)
  })

  test('a failure to write leaves nothing behind and says so in words', async () => {
    const unlucky = '0197f0aa-1234-7abc-8def-0123456789fe'
    // A folder where the thumbnail should go: the second rename fails after the first worked.
    const files = await openPhotoFiles(join(dir, 'unlucky'))
    mkdirSync(join(files.pathOf(unlucky, 'thumbnail'), 'in-the-way'), { recursive: true })
    await expect(files.write(unlucky, photo)).rejects.toMatchObject({ status: 500 })
    expect(readdirSync(dirname(files.pathOf(unlucky, 'photo')))).toEqual([`${unlucky}.thumbnail.jpg`])
  })

  test('a failure to write waits for what is still being written before it cleans up', async () => {
    const files = await openPhotoFiles(join(dir, 'slow'))
    // A folder where the photo should go fails at once; a pipe keeps the thumbnail waiting for a reader.
    mkdirSync(`${files.pathOf(id, 'photo')}.part`)
    const pipe = `${files.pathOf(id, 'thumbnail')}.part`
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
    const write = files.write(id, photo).then(
      () => 'written',
      () => 'refused',
    )
    expect(await Promise.race([write, Bun.sleep(200).then(() => 'at it')])).toBe('at it')
    await (await open(pipe, 'r')).close()
    expect(await write).toBe('refused')
    expect(readdirSync(dirname(pipe))).toEqual([`${id}.jpg.part`])
  })
})
