import { Database as Sqlite } from 'bun:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, type Migration, Migrator, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SqliteDialect } from './dialect.ts'

let home: string
let db: Kysely<unknown>
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tangkap-'))
  db = new Kysely({ dialect: new SqliteDialect(open()) })
})
afterEach(async () => {
  await db.destroy()
  rmSync(home, { recursive: true, force: true })
})

const open = () => new Sqlite(join(home, 'tangkap.db'), { create: true, strict: true })

test('migrations that do not come to their end leave nothing behind, and can be run again', async () => {
  const create: Migration = { up: db => sql`create table food (id text)`.execute(db).then(() => {}) }
  const fails: Migration = { up: db => sql`create table food (id text)`.execute(db).then(() => {}) }
  const migrate = async (migrations: Record<string, Migration>) => {
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
    }).migrateToLatest()
    return String(error)
  }
  expect(await migrate({ '1': create, '2': fails })).toContain('already exists')
  expect(await migrate({ '1': create })).toBe('undefined')
})

test('between what a transaction reads and what it writes nobody else writes', async () => {
  const other = open()
  other.run('pragma journal_mode = WAL')
  other.run('create table food (id text)')
  await db.transaction().execute(async trx => {
    expect((await sql`select * from food`.execute(trx)).rows).toEqual([])
    expect(() => other.run(`insert into food values ('satay')`)).toThrow('locked')
    await sql`insert into food values ('laksa')`.execute(trx)
  })
  expect(other.query('select id from food').all()).toEqual([{ id: 'laksa' }])
  other.close()
})
