import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { AppError, messageOf } from './errors.ts'

/** Where a running server keeps what it writes. */
export interface Home {
  dir: string
  database: string
  photos: string
}

/** Makes the folder where it is missing. Throws AppError when it cannot be written to. */
export function openHome(dir: string): Home {
  const home = { dir, database: join(dir, 'tangkap.db'), photos: join(dir, 'photos') }
  try {
    mkdirSync(home.photos, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK)
  } catch (cause) {
    throw new AppError(
      500,
      `The folder ${dir} cannot be written to (${messageOf(cause)}). Set TANGKAP_HOME to one that can.`,
      { cause },
    )
  }
  return home
}

/** The key that signs sessions: the one that is set, or one made at the first start and kept for this user alone. */
export function sessionSecret(home: Home, config: Config): string {
  if (config.secret) return config.secret
  const file = join(home.dir, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}
