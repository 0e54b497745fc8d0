import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'
import { AppError, messageOf } from './errors.ts'

/** Where a running server keeps what it writes. */
export interface Home {
  dir: string
  database: string
  photos: string
}

/** Of a folder in a home in which a restore unpacks: until the database comes out of it, last, all of it is no home yet. */
export const restoringPrefix = '.restore-'

/** The folders that restores left which were cut off. */
export const restoringIn = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir).filter(name => name.startsWith(restoringPrefix)) : []

/** Makes the folder where it is missing. Throws AppError when it cannot be written to, or a restore into it was cut off. */
export function openHome(dir: string): Home {
  const home = { dir, database: join(dir, 'tangkap.db'), photos: join(dir, 'photos') }
  const cutOff = restoringIn(dir)
  if (cutOff.length > 0 && !existsSync(home.database)) {
    throw new AppError(
      409,
      `A restore into ${dir} is at work or was cut off. Run it again: tangkap restore FILE. To do without, empty the folder.`,
    )
  }
  try {
    // Cut off when all was in its place.
    for (const name of cutOff) rmSync(join(dir, name), { recursive: true, force: true })
    mkdirSync(home.photos, { recursive: true, mode: 0o700 })
    for (const folder of [dir, home.photos]) accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new AppError(
      500,
      `The folder ${dir} cannot be written to (${messageOf(cause)}). Set TANGKAP_HOME to one that can.`,
      { cause },
    )
  }
  return home
}

/** The home of a server that has been started before: nothing is made for a command typed in the wrong folder. Throws AppError. */
export function existingHome(dir: string): Home {
  if (existsSync(join(dir, 'tangkap.db'))) return openHome(dir)
  throw new AppError(
    404,
    `There is no Tangkap in ${dir} yet, or this user may not look. Set TANGKAP_HOME to the folder of your server, or start one: tangkap serve.`,
  )
}

/** The key that signs sessions: the one that is set, or one made at the first start and kept for this user alone. */
export function sessionSecret(home: Home, config: Pick<Config, 'secret'>): string {
  if (config.secret) return config.secret
  const file = join(home.dir, 'secret')
  const kept = keptSecret(file)
  if (kept) return kept
  const secret = randomBytes(32).toString('base64url')
  return writeOnce(file, `${secret}\n`) ? secret : (keptSecret(file) ?? secret)
}

const shortestSecret = 32

/** A shorter one was not made here. An empty one would make better-auth fall back to a secret everybody knows. */
function keptSecret(file: string): string | null {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  return kept.length >= shortestSecret ? kept : null
}

/**
 * Beside, synced, named: a kill leaves the old file or the new one, never half of one. False where another process that
 * starts at this moment was first.
 */
function writeOnce(file: string, text: string): boolean {
  const part = `${file}.${process.pid}.part`
  rmSync(part, { force: true })
  const handle = openSync(part, 'wx', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
  const first = name(part, file)
  rmSync(part, { force: true })
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
  return first
}

/** Only where nothing has that name, if the disk can do so; what is there and too short goes. */
function name(part: string, file: string): boolean {
  try {
    linkSync(part, file)
  } catch {
    if (keptSecret(file) !== null) return false
    renameSync(part, file)
  }
  return true
}
