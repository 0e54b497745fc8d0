import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Door, openDoor } from './door.ts'
import { keepVersions, type Versions } from './versions.ts'

let door: Door
let cookie: string
let versions: Versions
beforeEach(async () => {
  door = await openDoor()
  cookie = await door.organises()
  versions = await keepVersions(door, 'tiny-a')
  await versions.keep('tiny-b')
  await versions.keep('tiny-c')
})
afterEach(() => door.close())

const post = (path: string, form: Record<string, string> = {}, partial = false) =>
  door.ask('POST', `/organiser/models/${path}`, { as: cookie, form, partial })
const page = async (path = '') =>
  await (await door.ask('GET', `/organiser/models${path}`, { as: cookie })).text()
describe('the list of models', () => {
  test('lets another serve, at once and with who did it, and back again', async () => {
    expect(await page()).toContain('because it passed its check')
    expect((await post('tiny-b/promote', { from: 'tiny-a' })).status).toBe(303)
    expect(versions.taken).toEqual(['tiny-b + tiny-a'])
    const text = await page()
    expect(text).toContain('chosen by cikgu@example.org')
    expect(text).toMatch(/Go back to “1 Jan \d\d:\d\d/)
    expect(text).toContain('<code>tiny-a</code>')
    expect(text).not.toContain('NaN')
    expect((await post('tiny-a/promote', { from: 'tiny-b' })).status).toBe(303)
    expect(versions.taken).toEqual(['tiny-b + tiny-a', 'tiny-a'])
  })

  test('refuses what another organiser overtook, what is damaged, what was refused and what is not there', async () => {
    const { home } = door.context.config
    await versions.keep('tiny-d', 'rejected')
    await appendFile(join(home, 'models/tiny-b/head.onnx'), ' ')
    expect((await post('tiny-c/promote', { from: 'tiny-b' })).status).toBe(409)
    const damaged = await post('tiny-b/promote', { from: 'tiny-a' })
    expect(damaged.status).toBe(409)
    const words = await damaged.text()
    expect(words).toContain('are damaged')
    expect(words).not.toContain(home)
    expect((await post('tiny-d/promote', { from: 'tiny-a' })).status).toBe(409)
    expect((await post('tiny-9/promote', { from: 'tiny-a' })).status).toBe(404)
    expect((await post('..%2f..%2fx/promote', { from: 'tiny-a' })).status).toBe(404)
    expect(await versions.champion()).toBe('tiny-a')
    expect(await page()).not.toContain('/organiser/models/tiny-d/promote')
  })

  test('keeps the version that serves, and no other', async () => {
    expect((await post('tiny-b/pin', { pinned: 'yes' })).status).toBe(409)
    expect((await post('tiny-a/pin', { pinned: 'yes' })).status).toBe(303)
    expect(await page()).toContain('You said it stays')
    expect((await post('tiny-a/pin', { pinned: 'no' })).status).toBe(303)
    expect(await page()).toContain('Keep this version')
  })

  const anotherProcessPromotes = async () => {
    const update = (version: string, status: 'retired' | 'champion') =>
      door.context.db.updateTable('model').set({ status }).where('version', '=', version).execute()
    await update('tiny-a', 'retired')
    await update('tiny-c', 'champion')
  }

  test('says so when what should serve could not be taken', async () => {
    await appendFile(join(door.context.config.home, 'models/tiny-c/card.json'), ' ')
    await anotherProcessPromotes()
    expect(await page()).toMatch(/“1 Jan [^”]*” could not be loaded, so “1 Jan [^”]*” still answers/)
  })

  test('has taken what another process has just promoted', async () => {
    await anotherProcessPromotes()
    expect(await page()).not.toContain('could not be loaded')
    expect(versions.taken).toEqual(['tiny-c'])
  })
})

test('a report says what its version does, and lets it serve', async () => {
  expect(await page('/tiny-a')).toContain('Answers photos since')
  const text = await page('/tiny-b')
  expect(text).toContain('has not answered yet')
  expect(text).toContain('/organiser/models/tiny-b/promote')
  expect(text).toContain('Fingerprint of the photos')
  await appendFile(join(door.context.config.home, 'models/tiny-b/card.json'), ' ')
  expect(await page('/tiny-b')).toContain('Its files are damaged or gone')
})

describe('what the program did by itself', () => {
  const notice = { id: 'n1', kind: 'fell back', version: 'tiny-b', instead: 'tiny-a', reason: 'So it goes.' }
  beforeEach(async () => {
    await door.context.db
      .insertInto('model_notice')
      .values({ ...notice, pack: door.context.pack.id, created_at: 1 })
      .execute()
  })
  const told = /The model “1 Jan [^”]*” could not be loaded, so “1 Jan [^”]*” took over\. So it goes\./

  test('is told to organisers on every page until one has read it', async () => {
    const starter = async () => await (await door.ask('GET', '/organiser', { as: cookie })).text()
    expect(await starter()).toMatch(told)
    expect(await page()).toMatch(told)
    const answer = await post('notices/n1/seen', {}, true)
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(await starter()).not.toMatch(told)
    expect((await post('notices/n1/seen')).status).toBe(404)
  })

  test('is not told to players and reviewers', async () => {
    for (const as of [await door.joins('Aina'), await door.reviews()]) {
      expect(await (await door.ask('GET', '/collection', { as })).text()).not.toMatch(told)
    }
  })
})
