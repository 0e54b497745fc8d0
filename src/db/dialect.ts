import type { Database as Sqlite } from 'bun:sqlite'
import type { Driver } from 'kysely'
import { BunSqliteDialect } from 'kysely-bun-sqlite'

/**
 * When the disk is full SQLite rolls a transaction back by itself. The dialect's own ROLLBACK then fails, and its error
 * would stand in the place of the one that says why.
 */
export class SqliteDialect extends BunSqliteDialect {
  readonly #sqlite: Sqlite

  constructor(sqlite: Sqlite) {
    super({ database: sqlite })
    this.#sqlite = sqlite
  }

  override createDriver(): Driver {
    const driver = super.createDriver()
    const rollback = driver.rollbackTransaction.bind(driver)
    driver.rollbackTransaction = async connection => {
      if (this.#sqlite.inTransaction) await rollback(connection)
    }
    return driver
  }
}
