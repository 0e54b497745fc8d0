import { existsSync, linkSync, renameSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { copyDatabase } from '../../db/copy.ts'
import { type Db, openToRead } from '../../db/open.ts'
import { syncFolder } from '../../durable.ts'
import { AppError, isDiskFull, messageOf } from '../../errors.ts'
import type { Home } from '../../home.ts'
import { listErasures } from '../../players/index.ts'
import type { Progress } from '../../training/progress.ts'
import { addErased, erasedText, listBeside } from './erased-list.ts'
import { format, type Manifest, names, photoIn } from './format.ts'
import { bytesOf, sourcesOf } from './sources.ts'
import { inSpareFolder } from './spare-folder.ts'
import { namedIn } from './store.ts'
import { writeArchive } from './write-archive.ts'

export interface MadeBackup {
  manifest: Manifest
  /** Of the file. */
  bytes: number
  databaseBytes: number
  /** Photos of which a file is lost though the database names them. */
  lost: string[]
}

interface Making {
  /** Where the database knows of no event yet. */
  pack: string
  program: string
  now: number
  progress: Progress
}

const partPrefix = '.tangkap-part-'

/**
 * Writes all of a home that cannot be made again to one file, which is there whole or not at all; a server may be
 * running. Throws AppError.
 */
export async function makeBackup(home: Home, file: string, making: Making): Promise<MadeBackup> {
  const folder = dirname(file)
  if (!existsSync(folder)) throw new AppError(404, `There is no folder ${folder}. Make it first.`)
  refuseTaken(file)
  try {
    // First, so that it is known who was erased even where the database is too damaged to be copied.
    await addErased(listBeside(file), await whileOpen(home.database, listErasures))
    return await inSpareFolder(join(folder, partPrefix), making.now, async part => {
      const made = await fill(part, home, file, making)
      giveName(join(part, 'backup'), file)
      await syncFolder(folder)
      return made
    })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const why = isDiskFull(cause) ? 'there is no room left' : messageOf(cause)
    throw new AppError(507, `The backup ${file} cannot be written: ${why}.`, { cause })
  }
}

async function fill(
  part: string,
  home: Home,
  file: string,
  { pack, program, now, progress }: Making,
): Promise<MadeBackup> {
  const copy = join(part, names.database)
  copyDatabase(home.database, copy)
  const { applied, ...named } = await whileOpen(copy, async (db, applied) => ({
    ...(await namedIn(db)),
    applied,
  }))
  const sources = await sourcesOf(home, copy, named)
  const manifest = {
    ...({ format, program, pack: named.pack ?? pack, createdAt: new Date(now).toISOString() } as const),
    ...{ migrations: applied, photos: named.photos.length, models: named.versions.length },
    ...{ files: sources.length, bytes: await bytesOf(sources) },
  }
  const archive = join(part, 'backup')
  const erased = async () => {
    const erasures = await whileOpen(home.database, listErasures)
    await addErased(listBeside(file), erasures)
    return erasedText(erasures)
  }
  const missing = await writeArchive(archive, { manifest, sources, erased }, progress)
  return {
    manifest,
    bytes: (await stat(archive)).size,
    databaseBytes: (await stat(copy)).size,
    lost: await lostOf(home, missing),
  }
}

/** Of the files that were gone when their turn came, those of photos that nobody deleted meanwhile. */
async function lostOf(home: Home, missing: readonly string[]): Promise<string[]> {
  const ids = new Set(missing.flatMap(name => photoIn(name) ?? []))
  if (ids.size === 0) return []
  const { photos } = await whileOpen(home.database, namedIn)
  return photos.filter(id => ids.has(id))
}

async function whileOpen<T>(file: string, use: (db: Db, applied: string[]) => Promise<T>): Promise<T> {
  const { db, applied } = await openToRead(file)
  try {
    return await use(db, applied)
  } finally {
    await db.destroy()
  }
}

function refuseTaken(file: string): void {
  if (existsSync(file)) throw new AppError(409, `${file} is there already. Name another file.`)
}

/** Where the disk can do so, not in the place of another that has come meanwhile. */
function giveName(made: string, file: string): void {
  try {
    linkSync(made, file)
  } catch {
    refuseTaken(file)
    renameSync(made, file)
  }
}
