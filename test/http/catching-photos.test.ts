import { readdir, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addCatch } from '../../src/catching/add-catch.ts'
import { removeOrphans } from '../../src/catching/orphans.ts'
import { showLooked, showOverlay } from '../../src/catching/show-looked.tsx'
import { showPhoto } from '../../src/catching/show-photo.ts'
import { findCatch } from '../../src/catching/store.ts'
import { type Playing, picture, playing, statusOf, sure, unknown, unsure } from './playing.ts'

let play: Playing
let catchId: string
let photoId: string

beforeEach(async () => {
  play = await playing()
  await play.event.join('ali')
  await play.event.join('bea')
  catchId = await send(1)
  photoId = (await findCatch(play.event.db, catchId))?.photoId ?? ''
})
afterEach(() => play.close())

async function send(seed: number): Promise<string> {
  const id = Bun.randomUUIDv7()
  await addCatch(play.context, play.player('ali', { form: { id, photo: await picture(seed) } }))
  return id
}

describe('a photo', () => {
  const get = (who: string | null, params: Record<string, string>, more = {}) =>
    statusOf(showPhoto, play.context, play.visit(who, { params, ...more }))

  test.each(['photo', 'thumbnail'])('is served as %s to whoever took it', async size => {
    const answer = await showPhoto(play.context, play.visit('ali', { params: { id: photoId, size } }))
    expect(answer.headers.get('content-type')).toMatch(/^image\/(jpeg|webp)$/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toContain('private')
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100)
  })

  test('is not sent again to a browser that has it', async () => {
    const params = { id: photoId, size: 'photo' }
    const etag = (await showPhoto(play.context, play.visit('ali', { params }))).headers.get('etag') ?? ''
    const headers = { 'if-none-match': etag }
    expect((await get('ali', params, { headers })).status).toBe(304)
    expect((await get('ali', { ...params, size: 'thumbnail' }, { headers })).status).toBe(200)
    // Who may not see it does not learn that it is there.
    expect((await get('bea', params, { headers })).status).toBe(404)
  })

  test.each([
    ['the organiser', null, true, 200],
    ['another player', 'bea', false, 404],
    ['an organiser who plays', 'bea', true, 200],
    ['nobody', null, false, 404],
  ])('seen by %s', async (_, who, organiser, status) => {
    expect((await get(who, { id: photoId, size: 'photo' }, { organiser })).status).toBe(status)
  })

  test.each([
    ['original', () => photoId],
    ['photo', () => Bun.randomUUIDv7()],
    ['photo', () => '../../tangkap.db'],
    ['../photo', () => photoId],
  ])('size %s of another name is not there', async (size, id) => {
    expect((await get('ali', { id: id(), size })).status).toBe(404)
  })
})

describe('where it looked', () => {
  const looked = (who: string, id: string, partial = true) =>
    statusOf(showLooked, play.context, play.player(who, { params: { id }, partial }))
  const overlay = (who: string, id: string) =>
    statusOf(showOverlay, play.context, play.player(who, { params: { id } }))

  test('is drawn over a caught photo', async () => {
    const part = await looked('ali', catchId)
    expect(part.words).toContain(`/catches/${catchId}/looked.webp`)
    expect(part.words).toContain('The satay')
    expect(part.words).not.toContain('<html')
    expect((await looked('ali', catchId, false)).words).toContain('<!doctype html>')
    expect(await overlay('ali', catchId)).toEqual({ status: 200, words: 'a picture' })
  })

  test('is about the likeliest food while the player chooses', async () => {
    play.script.next = unsure('popiah', 'satay')
    const id = await send(2)
    expect((await looked('ali', id)).words).toContain('The popiah')
  })

  test('is not there for what was not known, nor for others', async () => {
    play.script.next = unknown
    const id = await send(3)
    for (const answer of [await looked('ali', id), await overlay('ali', id), await looked('bea', catchId)]) {
      expect(answer.status).toBe(404)
    }
    expect((await overlay('bea', catchId)).status).toBe(404)
  })
})

describe('removeOrphans', () => {
  const folder = () => join(play.event.home, 'photos')
  const files = async () => {
    const entries = await readdir(folder(), { recursive: true, withFileTypes: true })
    return entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .toSorted()
  }

  test('removes what no row names, whole or half written, and nothing else', async () => {
    play.script.next = sure('teh')
    await send(4)
    const kept = await files()
    await play.context.photos.write(Bun.randomUUIDv7(), {
      kept: Buffer.from('photo'),
      thumbnail: Buffer.from('thumbnail'),
    })
    await Bun.write(`${play.context.photos.pathOf(Bun.randomUUIDv7(), 'photo')}.part`, 'half')
    const later = Date.now() + 60_000
    expect(await removeOrphans(play.context, later)).toBe(2)
    expect(await files()).toEqual(kept)
    expect(await removeOrphans(play.context, later)).toBe(0)
  })

  test('leaves what may be a catch on its way', async () => {
    const orphan = Bun.randomUUIDv7()
    await play.context.photos.write(orphan, {
      kept: Buffer.from('photo'),
      thumbnail: Buffer.from('thumbnail'),
    })
    const before = await files()
    const start = Date.now() - 60_000
    expect(await removeOrphans(play.context, start)).toBe(0)
    expect(await files()).toEqual(before)
  })

  test('goes on past one that cannot be removed: a start does not fail on it', async () => {
    const [stuck, other] = [Bun.randomUUIDv7(), Bun.randomUUIDv7()]
    await Bun.write(join(play.context.photos.pathOf(stuck, 'photo'), 'file'), '')
    await Bun.write(play.context.photos.pathOf(other, 'photo'), '')
    expect(await removeOrphans(play.context, Date.now() + 60_000)).toBe(1)
    expect(await play.context.photos.read(other, 'photo')).toBeNull()
    await rm(play.context.photos.pathOf(stuck, 'photo'), { recursive: true })
  })

  test('goes through more photos than one question can name', async () => {
    for (let i = 0; i < 1200; i++) {
      const path = play.context.photos.pathOf(Bun.randomUUIDv7(), 'photo')
      await Bun.write(path, '')
      await utimes(path, 0, 0)
    }
    const before = await files()
    expect(await removeOrphans(play.context, 1000)).toBe(1200)
    expect(await files()).toHaveLength(before.length - 1200)
  })
})
