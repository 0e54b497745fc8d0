import { Database as Sqlite } from 'bun:sqlite'
import { Kysely, Migrator } from 'kysely'
import { SqliteDialect } from '../src/db/dialect.ts'
import { migrations } from '../src/db/migrations/index.ts'

/** Makes a database as an older program left it: it has been through the migrations before `until`, and holds what the statements put there. */
export async function oldDatabase(
  file: string,
  until: string,
  statements: readonly string[] = [],
): Promise<void> {
  const sqlite = new Sqlite(file, { create: true, strict: true })
  const db = new Kysely<unknown>({ dialect: new SqliteDialect(sqlite) })
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < until))
  await new Migrator({ db, provider: { getMigrations: async () => before } }).migrateToLatest()
  for (const statement of statements) sqlite.run(statement)
  await db.destroy()
}
