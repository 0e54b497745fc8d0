import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder, writeSynced } from '../durable.ts'
import { AppError, isDiskFull, notFound } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'

/** What is kept of a photo; also the words in its address. */
export const photoSizes = ['photo', 'thumbnail'] as const
type PhotoSize = (typeof photoSizes)[number]

interface KeptPhoto {
  /** JPEG. */
  kept: Uint8Array
  /** JPEG. */
  thumbnail: Uint8Array
}

interface StoredPhoto {
  id: string
  /** When it was written, in milliseconds since 1970. */
  written: number
}

/** The photos on disk. Names are ids alone: nothing that was sent can choose a path. */
export interface PhotoFiles {
  /** When it resolves, both files survive a power cut. Throws AppError 507 when the disk is full. */
  write(id: string, photo: KeptPhoto): Promise<void>
  /** null when there is none. */
  read(id: string, size: PhotoSize): Promise<Bun.BunFile | null>
  /** Removing what is not there is no error. */
  remove(id: string): Promise<void>
  /** Absolute path. Throws AppError 404 when the id is none. */
  pathOf(id: string, size: PhotoSize): string
  /** Every photo that is stored, whole or in part, in no order: to find what no row names. */
  list(): AsyncGenerator<StoredPhoto>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const suffixes = { photo: '.jpg', thumbnail: '.thumbnail.jpg' } as const satisfies Record<PhotoSize, string>
/** What is being written; a name that no reader asks for. */
const unfinished = '.part'

/** Makes the folder and its 256 sub-folders, durably, where they are missing. */
export async function openPhotoFiles(dir: string): Promise<PhotoFiles> {
  const folders = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await Promise.all(folders.map(name => mkdir(join(dir, name), { recursive: true, mode: 0o700 })))
  await syncFolder(dir)

  /** The end of a UUID is random in every version; the start of version 7 is the time, and would fill one folder. */
  function folderOf(id: string): string {
    if (!uuid.test(id)) throw notFound(phrase`photo`)
    return join(dir, id.slice(-2))
  }
  const pathOf = (id: string, size: PhotoSize) => join(folderOf(id), id + suffixes[size])

  async function remove(id: string): Promise<void> {
    const paths = photoSizes.map(size => pathOf(id, size))
    const all = [...paths, ...paths.map(path => path + unfinished)]
    // All of them are tried, whichever fails.
    const outcomes = await Promise.allSettled(all.map(path => rm(path, { force: true })))
    await syncFolder(folderOf(id))
    const failed = outcomes.find(outcome => outcome.status === 'rejected')
    if (failed)
      throw new AppError(500, phrase`The photo could not be removed. Tell the organiser.`, {
        cause: failed.reason,
      })
  }

  return {
    pathOf,
    remove,
    async write(id, photo) {
      const paths = { kept: pathOf(id, 'photo'), thumbnail: pathOf(id, 'thumbnail') }
      try {
        await allOver([
          writeSynced(paths.kept + unfinished, photo.kept),
          writeSynced(paths.thumbnail + unfinished, photo.thumbnail),
        ])
        await allOver(Object.values(paths).map(path => rename(path + unfinished, path)))
        await syncFolder(folderOf(id))
      } catch (cause) {
        await remove(id).catch(() => {})
        throw refuseWriting(cause)
      }
    },
    async read(id, size) {
      const file = Bun.file(pathOf(id, size))
      return (await file.exists()) ? file : null
    },
    async *list() {
      for (const folder of folders) yield* listFolder(join(dir, folder))
    },
  }
}

/** Waits until all are over, whichever fails: none may make a file after the clean-up. Throws the first failure. */
async function allOver(work: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(work)
  await Promise.all(work)
}

async function* listFolder(folder: string): AsyncGenerator<StoredPhoto> {
  const names = await readdir(folder)
  const ids = new Map<string, string>()
  for (const name of names) {
    const id = name.slice(0, 36)
    if (uuid.test(id)) ids.set(id, name)
  }
  for (const [id, name] of ids) {
    const entry = await stat(join(folder, name)).catch(() => null)
    if (entry) yield { id, written: entry.mtimeMs }
  }
}

function refuseWriting(cause: unknown): AppError {
  if (isDiskFull(cause)) {
    return new AppError(507, phrase`There is no room left for photos. Tell the organiser.`, { cause })
  }
  return new AppError(500, phrase`The photo could not be kept. Tell the organiser.`, { cause })
}
