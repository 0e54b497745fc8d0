import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Door, openDoor } from './door.ts'

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
  expect(await ready()).toEqual([200, { status: 'ready', model: true, database: true }])
})

test('says when the database takes none; the process answers all the same', async () => {
  await sql`pragma query_only = on`.execute(door.context.db)
  expect(await ready()).toEqual([503, { status: 'not ready', model: true, database: false }])
  expect((await door.ask('GET', '/healthz')).status).toBe(200)
  await sql`pragma query_only = off`.execute(door.context.db)
  expect((await ready())[0]).toBe(200)
})

test('says when no worker has the model', async () => {
  Object.assign(door.context.classifier, { ready: false })
  expect(await ready()).toEqual([503, { status: 'not ready', model: false, database: true }])
})
