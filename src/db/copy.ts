import { constants, Database as Sqlite } from 'bun:sqlite'
import { chmodSync } from 'node:fs'
import { AppError, messageOf } from '../errors.ts'

/**
 * Writes a whole and consistent copy of the database, as of one instant, to a file that is not there yet; whoever
 * writes to the database goes on. Nothing that was deleted is in it. Throws AppError.
 */
export function copyDatabase(file: string, to: string): void {
  let sqlite: Sqlite | undefined
  try {
    // For writing, though nothing is written: a reader that is alone makes a log and may not take it away again.
    sqlite = new Sqlite(file, constants.SQLITE_OPEN_READWRITE)
    sqlite.run('pragma busy_timeout = 5000')
    sqlite.run('vacuum into ?', [to])
    chmodSync(to, 0o600)
  } catch (cause) {
    throw new AppError(500, `The database ${file} cannot be copied: ${messageOf(cause)}.`, { cause })
  } finally {
    sqlite?.close()
  }
}
