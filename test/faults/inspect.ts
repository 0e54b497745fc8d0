import { Database } from 'bun:sqlite'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** A catch as its rows and files tell, read without the program's own code. */
export interface StoredCatch {
  id: string
  photo: string
  nickname: string
  fingerprint: string
  food: string | null
  width: number
  height: number
  bytes: number
}

export interface StoredBadge {
  nickname: string
  badge: string
  catch_id: string
}

export interface Found {
  catches: StoredCatch[]
  badges: StoredBadge[]
  /** Rows of each table. */
  rows: { photo: number; prediction: number; catch: number }
  /** File name to path. */
  files: Map<string, string>
  /** Ids of photos of which a file is there and no row, or a half-written file. */
  orphans: string[]
  /** What SQLite finds wrong. */
  broken: string[]
}

const uuidLength = 36

/** Looks into a home whose server is not running, or is. */
export async function inspect(home: string): Promise<Found> {
  const files = await filesOf(home)
  const empty = { catches: [], badges: [], rows: { photo: 0, prediction: 0, catch: 0 }, broken: [] }
  const read = readRows(join(home, 'tangkap.db')) ?? empty
  const known = new Set(read.catches.map(each => each.photo))
  const stray = (name: string) => name.endsWith('.part') || !known.has(name.slice(0, uuidLength))
  const orphans = new Set([...files.keys()].filter(stray).map(name => name.slice(0, uuidLength)))
  return { ...read, files, orphans: [...orphans] }
}

async function filesOf(home: string): Promise<Map<string, string>> {
  const dir = join(home, 'photos')
  if (!existsSync(dir)) return new Map()
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return new Map(
    entries.filter(entry => entry.isFile()).map(entry => [entry.name, join(entry.parentPath, entry.name)]),
  )
}

/** null where the tables have not been made yet. */
function readRows(path: string) {
  if (!existsSync(path)) return null
  const db = new Database(path, { readonly: true })
  try {
    db.run('pragma busy_timeout = 5000')
    if (!db.query(`select 1 from sqlite_master where name = 'badge'`).get()) return null
    const count = (table: string) =>
      db.query<{ n: number }, []>(`select count(*) as n from ${table}`).get()?.n ?? Number.NaN
    return {
      catches: db
        .query<StoredCatch, []>(
          `select catch.id, photo.id as photo, nickname, fingerprint, catch.food, width, height, bytes
           from catch join photo on photo.id = catch.photo_id join prediction on prediction.photo_id = photo.id
           join player on player.id = catch.player_id and player.id = photo.player_id`,
        )
        .all(),
      badges: db
        .query<StoredBadge, []>(
          `select nickname, badge, catch_id from badge join player on player.id = badge.player_id
           join catch on catch.id = catch_id and catch.player_id = badge.player_id`,
        )
        .all(),
      rows: { photo: count('photo'), prediction: count('prediction'), catch: count('catch') },
      broken: [
        ...db.query<{ integrity_check: string }, []>('pragma integrity_check').all(),
        ...db.query('pragma foreign_key_check').all(),
      ]
        .map(row => JSON.stringify(row))
        .filter(line => line !== '{"integrity_check":"ok"}'),
    }
  } finally {
    db.close()
  }
}

/**
 * What is wrong with what is stored, whoever sent it: rows without files, files that are none, anything twice.
 * Photos in `decoded` have been looked at before: that their files are still there is enough. New ones join them.
 */
export async function problemsIn(found: Found, decoded = new Set<string>()): Promise<string[]> {
  const { catches, rows, files, broken, badges } = found
  const problems = broken.map(line => `SQLite: ${line}`)
  for (const [table, count] of Object.entries(rows)) {
    if (count !== catches.length) problems.push(`${count} rows in ${table}, ${catches.length} whole catches`)
  }
  problems.push(
    ...twice(catches.map(each => each.id)).map(id => `catch ${id} is there twice`),
    ...twice(catches.map(each => each.photo)).map(id => `photo ${id} has two catches`),
    ...twice(catches.map(each => each.fingerprint)).map(print => `the picture ${print} was caught twice`),
    ...twice(badges.map(each => `${each.nickname} ${each.badge}`)).map(badge => `badge twice: ${badge}`),
  )
  for (const each of catches) {
    const names = [`${each.photo}.jpg`, `${each.photo}.thumbnail.jpg`]
    if (decoded.has(each.photo) && names.every(name => files.has(name))) continue
    decoded.add(each.photo)
    const kept = await jpegAt(files, `${each.photo}.jpg`)
    const thumbnail = await jpegAt(files, `${each.photo}.thumbnail.jpg`)
    if (kept !== `${each.width}x${each.height}, ${each.bytes}`)
      problems.push(`photo ${each.photo} is ${kept}`)
    if (!thumbnail.startsWith('256x256,')) problems.push(`thumbnail of ${each.photo} is ${thumbnail}`)
  }
  return problems
}

/** Size in pixels and bytes of a JPEG that can be decoded to its end, or what is wrong with it. */
async function jpegAt(files: Map<string, string>, name: string): Promise<string> {
  const path = files.get(name)
  if (!path) return 'missing'
  const bytes = await readFile(path)
  try {
    const { format } = await sharp(bytes).metadata()
    const { info } = await sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })
    return format === 'jpeg' ? `${info.width}x${info.height}, ${bytes.length}` : `a ${format}`
  } catch (error) {
    return `broken (${error}), ${bytes.length} bytes`
  }
}

export function twice(items: readonly string[]): string[] {
  const seen = new Set<string>()
  return items.filter(item => seen.has(item) || !seen.add(item))
}
