import { Database as Sqlite } from 'bun:sqlite'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Door, openDoor } from './door.ts'
import { picture } from './playing.ts'

let door: Door
beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

async function ready(): Promise<[status: number, body: unknown]> {
  const answer = await door.ask('GET', '/readyz')
  return [answer.status, await answer.json()]
}

test('is ready where the model is loaded and the database takes a row', async () => {
  expect(await ready()).toEqual([200, { status: 'ready', model: true, database: true, photos: true }])
})

test('says when the database takes none; the process answers all the same', async () => {
  await sql`pragma query_only = on`.execute(door.context.db)
  expect(await ready()).toEqual([503, { status: 'not ready', model: true, database: false, photos: true }])
  expect((await door.ask('GET', '/healthz')).status).toBe(200)
  await sql`pragma query_only = off`.execute(door.context.db)
  door.now.time += 5000
  expect((await ready())[0]).toBe(200)
})

test('a database that is gone takes the pages with it, but neither the answers for watchdogs nor the files', async () => {
  await door.context.db.destroy()
  const healthy = await door.ask('GET', '/healthz')
  expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok', version: '0.0.0-test' }])
  expect(await ready()).toEqual([503, { status: 'not ready', model: true, database: false, photos: true }])
  const page = await door.ask('GET', '/join')
  expect(page.status).toBe(500)
  expect(await page.text()).toContain('Something broke on our side')
  // The page of the error is drawn with it.
  expect((await door.ask('GET', '/static/app.css')).status).toBe(200)
})

test('a database that another process keeps to itself for long is busy, not broken', async () => {
  const cookies = await door.joins('Aina')
  const other = new Sqlite(join(door.context.config.home, 'tangkap.db'))
  await sql`pragma busy_timeout = 1`.execute(door.context.db)
  other.run('begin immediate')
  const send = async () => {
    const form = { id: Bun.randomUUIDv7(), photo: await picture(1) }
    return await door.ask('POST', '/catches', { as: cookies, form })
  }
  const refused = await send()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await refused.text()).toContain('Please try again in a moment.')
  other.close()
  expect((await send()).status).toBe(303)
})

test('commits no more than a row in five seconds, however often and however many at once ask', async () => {
  const commits = async () => {
    const { rows } = await sql<{ commits: number }>`select total_changes() as commits`.execute(
      door.context.db,
    )
    return rows[0]?.commits ?? 0
  }
  const before = await commits()
  await Promise.all([ready(), ready(), ready()])
  door.now.time += 4999
  await ready()
  expect(await commits()).toBe(before + 1)
  door.now.time += 1
  await ready()
  expect(await commits()).toBe(before + 2)
  // The clock was wrong.
  door.now.time -= 3_600_000
  await ready()
  expect(await commits()).toBe(before + 3)
})

test('says when no photo can be written, and leaves none of its own behind', async () => {
  const { config, photos } = door.context
  const list = async () => (await Array.fromAsync(photos.list())).length
  expect([(await ready())[0], await list()]).toEqual([200, 0])
  const folder = join(config.home, 'photos')
  await rename(folder, `${folder}-away`)
  await writeFile(folder, '')
  door.now.time += 5000
  expect(await ready()).toEqual([503, { status: 'not ready', model: true, database: true, photos: false }])
  await rm(folder)
  await rename(`${folder}-away`, folder)
  door.now.time += 5000
  expect([(await ready())[0], await list()]).toEqual([200, 0])
})

test('says when no worker has the model', async () => {
  Object.assign(door.context.classifier, { ready: false })
  expect(await ready()).toEqual([503, { status: 'not ready', model: false, database: true, photos: true }])
})
