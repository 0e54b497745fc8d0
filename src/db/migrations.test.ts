import { Database as Sqlite } from 'bun:sqlite'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { oldDatabase } from '../../test/old-database.ts'
import { integrityProblems, openDatabase } from './open.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tangkap-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function oldHome(until: string, statements: string[]): Promise<string> {
  const file = join(home, 'tangkap.db')
  await oldDatabase(file, until, statements)
  return file
}

test('a home of before there were reviews keeps what it holds, and its claims wait for one', async () => {
  const file = await oldHome('0002', [
    `insert into "user" values ('u', 'Ali', 'a@example.org', 0, null, 0, 0, null, null)`,
    `insert into event values ('e', 'Fair', 'tiny', 'CODE', 'UTC', 1)`,
    `insert into player values ('p', 'u', 'e', 'Ali', 1)`,
    `insert into photo values ('f', 'e', 'p', 'print', 10, 10, 10, 1)`,
    `insert into prediction values ('f', 'm1', 'unknown', null, 0.1, '[]', 0.9, 5, 'b1', x'00', 1)`,
    `insert into catch values ('c', 'e', 'p', 'f', 'claimed', null, 1, null)`,
    `insert into claim (catch_id, player_id, food, note, created_at) values ('c', 'p', null, 'murtabak', 7)`,
  ])

  const db = await openDatabase(file)
  expect(await db.selectFrom('feedback').selectAll().execute()).toEqual([
    { catch_id: 'c', player_id: 'p', answer: 'other', created_at: 7, changed_at: 7 },
  ])
  const photo = await db.selectFrom('photo').select(['id', 'look', 'look_group', 'hidden']).execute()
  expect(photo).toEqual([{ id: 'f', look: null, look_group: null, hidden: 0 }])
  expect(await integrityProblems(db)).toEqual([])
  await db.destroy()
})

test('players who are called alike already stay, and are found by how their nicknames are compared', async () => {
  const user = (id: string) =>
    `insert into "user" values ('${id}', 'A', '${id}@example.org', 0, null, 0, 0, 1, null)`
  const player = (id: string, nickname: string) =>
    `insert into player values ('${id}', '${id}', 'e', '${nickname}', 1)`
  const file = await oldHome('0010', [
    `insert into event (id, name, pack, join_code, time_zone, created_at) values ('e', 'Fair', 'tiny', 'CODE', 'UTC', 1)`,
    ...['a', 'b', 'c'].map(user),
    ...[player('a', 'Élan'), player('b', 'élan'), player('c', '👩‍🍳 7')],
  ])

  const db = await openDatabase(file)
  const players = db.selectFrom('player').select(['id', 'nickname', 'folded']).orderBy('id')
  expect(await players.execute()).toEqual([
    { id: 'a', nickname: 'Élan', folded: 'élan' },
    { id: 'b', nickname: 'élan', folded: 'élan' },
    { id: 'c', nickname: '👩‍🍳 7', folded: '👩🍳 7' },
  ])
  expect(await integrityProblems(db)).toEqual([])
  await db.destroy()
})

/** These are never deleted, or hardly ever, or so few that reading all of them is nothing. */
const unindexed = new Set([
  ...['catch', 'audit_log'].map(table => `${table}.event_id`),
  ...['lease.user_id', 'added_food.added_by', 'example.added_by', 'model.job_id', 'doubt.confirmed_by'],
])

test('whatever hangs on a player, a photo or a catch is found by an index when it is deleted', async () => {
  const file = join(home, 'tangkap.db')
  await (await openDatabase(file)).destroy()
  const sqlite = new Sqlite(file, { readonly: true })
  const rows = <T>(statement: string) => sqlite.query(statement).all() as T[]
  const missing = rows<{ name: string }>("select name from sqlite_master where type = 'table'").flatMap(
    ({ name: table }) => {
      const first = rows<{ name: string; partial: number }>(`pragma index_list("${table}")`)
        .filter(({ partial }) => partial === 0)
        .map(({ name }) => rows<{ name: string }>(`pragma index_info("${name}")`)[0]?.name)
      return rows<{ from: string }>(`pragma foreign_key_list("${table}")`)
        .filter(({ from }) => !first.includes(from))
        .map(({ from }) => `${table}.${from}`)
    },
  )
  sqlite.close()
  expect(new Set(missing)).toEqual(unindexed)
})
