import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dropExamples } from '../../dataset/index.ts'
import { type Db, emptyLog, integrityProblems, openDatabase } from '../../db/open.ts'
import { AppError, isDiskFull } from '../../errors.ts'
import { openPhotoFiles, type PhotoFiles } from '../../photos/files.ts'
import { type Erasures, eraseAgain } from '../../players/index.ts'
import type { Progress } from '../../training/progress.ts'
import { erasedIn, listBeside, readErased } from './erased-list.ts'
import { type Manifest, names } from './format.ts'
import { namedIn } from './store.ts'
import { unpack } from './unpack.ts'

export interface Restored {
  manifest: Manifest
  /** Players who had been erased since, and went again. */
  erased: number
  /** Photos that had lost their file before the backup was made. */
  lost: string[]
}

/**
 * Unpacks a backup into an empty folder, as a home that a server could start on: every byte is checked, the database is
 * sound and up to date, and whom its list and the one beside it name is erased. Throws AppError in words.
 */
export async function unpackChecked(file: string, folder: string, progress: Progress): Promise<Restored> {
  // Before the long part: what stops it should not come at its end.
  const beside = await readErased(listBeside(file))
  const { manifest, erased } = await unpack(file, folder, progress)
  const carried = erasedIn(erased, file)
  const database = join(folder, names.database)
  try {
    const db = await openDatabase(database)
    try {
      await refuseBroken(db, file)
      const photos = await openPhotoFiles(join(folder, 'photos'))
      const gone = await eraseBoth(db, photos, carried, beside)
      const lost = await withoutFile(db, photos)
      await emptyLog(db)
      return { manifest, erased: gone, lost }
    } finally {
      await db.destroy()
      await removeLog(database)
    }
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause
    throw new AppError(507, `There is no room left in ${folder}.`, { cause })
  }
}

/** The file goes elsewhere without its log: SQLite may keep it until its memory is collected. */
async function removeLog(database: string): Promise<void> {
  const log = await stat(`${database}-wal`).catch(() => null)
  if (log && log.size > 0) throw new Error(`the log of ${database} could not be emptied`)
  for (const end of ['-wal', '-shm']) await rm(database + end, { force: true })
}

async function refuseBroken(db: Db, file: string): Promise<void> {
  const problems = await integrityProblems(db)
  if (problems.length === 0) return
  throw new AppError(
    422,
    `The database in ${file} is not sound: ${problems.join('; ')}. Take another backup.`,
  )
}

async function eraseBoth(db: Db, files: PhotoFiles, ...lists: Erasures[]): Promise<number> {
  let players = 0
  for (const list of lists) {
    const { erased, photos } = await eraseAgain(db, list)
    players += erased
    for (const id of photos) await files.remove(id)
  }
  return players
}

/** Players' photos that have no file. An example without one was deleted while the backup was made, and goes. */
async function withoutFile(db: Db, files: PhotoFiles): Promise<string[]> {
  const missing: string[] = []
  for (const id of (await namedIn(db)).photos) {
    if (!(await files.read(id, 'photo')) || !(await files.read(id, 'thumbnail'))) missing.push(id)
  }
  if (missing.length === 0) return []
  await dropExamples(db, missing)
  const left = new Set((await namedIn(db)).photos)
  return missing.filter(id => left.has(id))
}
