import type { Database as Sqlite } from 'bun:sqlite'
import { CompiledQuery, type DialectAdapter, type Driver, SqliteAdapter } from 'kysely'
import { BunSqliteDialect } from 'kysely-bun-sqlite'

/** kysely-bun-sqlite, where it differs from what a program needs that is killed, runs out of disk, and is not alone. */
export class SqliteDialect extends BunSqliteDialect {
  readonly #sqlite: Sqlite

  constructor(sqlite: Sqlite) {
    super({ database: sqlite })
    this.#sqlite = sqlite
  }

  override createDriver(): Driver {
    const driver = super.createDriver()
    // A plain BEGIN takes the write lock only at the first write. Had another process written since the first read,
    // that write would be refused at once, without waiting for busy_timeout.
    driver.beginTransaction = async connection => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    }
    // When the disk is full SQLite rolls a transaction back by itself. The dialect's own ROLLBACK then fails, and its
    // error would stand in the place of the one that says why.
    const rollback = driver.rollbackTransaction.bind(driver)
    driver.rollbackTransaction = async connection => {
      if (this.#sqlite.inTransaction) await rollback(connection)
    }
    return driver
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter()
  }
}

/**
 * Kysely runs migrations outside of a transaction on SQLite, which can do it inside as well. A start that was killed
 * half-way would leave tables behind that every later start stumbles over.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
