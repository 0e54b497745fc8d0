import { constants, Database as Sqlite } from 'bun:sqlite'
import { chmodSync, existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Kysely, Migrator, sql } from 'kysely'
import { AppError, messageOf } from '../errors.ts'
import { SqliteDialect } from './dialect.ts'
import { migrations } from './migrations/index.ts'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>

/**
 * In this order: busy_timeout first, because the others may already have to wait for a lock.
 * WAL lets pages be read while a catch is written. FULL, because NORMAL can lose the last catch in a power cut.
 */
const pragmas = [
  'busy_timeout = 5000',
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  // What is deleted is overwritten: an erased child must not be readable in the file.
  'secure_delete = ON',
  'cache_size = -16000',
  'temp_store = MEMORY',
]

/** Opens the file, making it where it is missing, and brings it up to date. Throws AppError in one line. */
export async function openDatabase(file: string): Promise<Db> {
  const db = new Kysely<Database>({ dialect: new SqliteDialect(openSqlite(file)) })
  try {
    await migrate(db, file)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

/**
 * Opens a database there is to look at it: nothing of it changes, nor is it brought up to date. `applied` are the names
 * of what it has been through, `pending` of what the next start will do to it. Throws AppError in one line.
 */
export async function openToRead(file: string): Promise<{ db: Db; applied: string[]; pending: string[] }> {
  const db = new Kysely<Database>({ dialect: new SqliteDialect(openReadOnly(file)) })
  try {
    const applied = await appliedMigrations(db)
    refuseNewer(applied, `The database ${file}`)
    return { db, applied, pending: Object.keys(migrations).filter(name => !applied.includes(name)) }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function openReadOnly(file: string): Sqlite {
  // Without a log nobody has it open, and SQLite would make one, which belongs to whoever looks.
  const address = `${pathToFileURL(file)}${existsSync(`${file}-wal`) ? '' : '?immutable=1'}`
  try {
    const sqlite = new Sqlite(address, constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI)
    sqlite.run('PRAGMA busy_timeout = 5000')
    return sqlite
  } catch (cause) {
    throw new AppError(500, `The database ${file} cannot be opened: ${messageOf(cause)}.`, { cause })
  }
}

function openSqlite(file: string): Sqlite {
  try {
    makeOurs(file)
    const sqlite = new Sqlite(file, { create: true, strict: true })
    for (const pragma of pragmas) sqlite.run(`PRAGMA ${pragma}`)
    makeOurs(file)
    return sqlite
  } catch (cause) {
    throw new AppError(500, `The database ${file} cannot be opened: ${messageOf(cause)}.`, { cause })
  }
}

/**
 * For this user alone, and for them to write, before it is opened too: of a database that was copied without that right, SQLite
 * makes a log which stays as it is when the right is given.
 */
function makeOurs(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(part)) chmodSync(part, 0o600)
}

async function migrate(db: Db, file: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  refuseNewer(await appliedMigrations(db), `The database ${file}`)
  const { error } = await migrator.migrateToLatest()
  if (error) {
    throw new AppError(500, `The database ${file} could not be brought up to date: ${messageOf(error)}.`, {
      cause: error,
    })
  }
}

/** Throws AppError where `what` has been through a change that this program does not know. */
export function refuseNewer(applied: readonly string[], what: string): void {
  const unknown = applied.find(name => !(name in migrations))
  if (!unknown) return
  throw new AppError(
    500,
    `${what} is newer than this program (it has been through "${unknown}"). Start the newer program, or restore a backup from before.`,
  )
}

/** Of a database that may be older than this program. */
export async function tablesOf(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    db,
  )
  return new Set(rows.map(({ name }) => name))
}

async function appliedMigrations(db: Db): Promise<string[]> {
  if (!(await tablesOf(db)).has('kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(row => row.name)
}

/**
 * Empties the write-ahead log, which holds pages as they were before something was deleted. Where another process is
 * reading it waits for nobody: the next commits overwrite the log.
 */
export async function emptyLog(db: Db): Promise<void> {
  await db.connection().execute(async connection => {
    await sql`pragma busy_timeout = 0`.execute(connection)
    await sql`pragma wal_checkpoint(truncate)`.execute(connection)
    await sql.raw(`pragma ${pragmas[0]}`).execute(connection)
  })
}

/** What SQLite itself finds wrong with the file: an empty list is a sound database. */
export async function integrityProblems(db: Db): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db)
  const { rows: orphans } = await sql<{ table: string; rowid: number }>`pragma foreign_key_check`.execute(db)
  return [
    ...rows.map(row => row.integrity_check).filter(line => line !== 'ok'),
    ...orphans.map(row => `row ${row.rowid} of ${row.table} points at nothing`),
  ]
}

/** True where a row can be written now, and is: asked by /readyz. */
export async function isWritable(db: Db): Promise<boolean> {
  try {
    await sql`insert into setting (name, value) values ('last_ready', '') on conflict (name) do update set value = excluded.value`.execute(
      db,
    )
    return true
  } catch {
    return false
  }
}
