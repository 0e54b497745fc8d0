import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'
import { syncAll } from '../../durable.ts'
import type { Progress } from '../../training/progress.ts'
import { hashing, type Manifest, names, sumsText } from './format.ts'
import type { Source } from './sources.ts'

interface Contents {
  manifest: Manifest
  sources: readonly Source[]
  /** Asked when all of them are in it. */
  erased: () => Promise<string>
}

/** Photos hardly get smaller, the database does. */
const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 }

/**
 * Writes a backup to a file that is not there yet, a piece at a time, and syncs it. Returns the names of sources that
 * were gone when their turn came, and are not in it.
 */
export async function writeArchive(path: string, contents: Contents, progress: Progress): Promise<string[]> {
  const tar = pack()
  const writing = pipeline(
    tar,
    createZstdCompress({ params }),
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  )
  const adding = addAll(tar, contents, progress)
  // Where the disk is full nobody takes what is added any more, and that would wait for ever.
  const missing = await Promise.race([adding, writing.then(() => adding)])
  await writing
  await syncAll([path])
  return missing
}

async function addAll(
  tar: Pack,
  { manifest, sources, erased }: Contents,
  progress: Progress,
): Promise<string[]> {
  const date = new Date(manifest.createdAt)
  const sums = new Map<string, string>()
  const missing: string[] = []
  sums.set(names.manifest, addText(tar, names.manifest, `${JSON.stringify(manifest, null, 2)}\n`, date))
  for (const [done, { name, path }] of sources.entries()) {
    progress(done, sources.length)
    const sum = await addFile(tar, name, path)
    if (sum === null) missing.push(name)
    else sums.set(name, sum)
  }
  progress(sources.length, sources.length)
  sums.set(names.erased, addText(tar, names.erased, await erased(), date))
  addText(tar, names.sums, sumsText(sums), date)
  tar.finalize()
  return missing
}

function addText(tar: Pack, name: string, text: string, mtime: Date): string {
  tar.entry({ name, mode: 0o600, mtime }, text)
  return createHash('sha256').update(text).digest('hex')
}

/** Opened, a file can be read to its end though it is removed meanwhile. Null where it is gone already. */
async function addFile(tar: Pack, name: string, path: string): Promise<string | null> {
  const opened = await openIfThere(path)
  if (!opened) return null
  await using file = opened
  const { size, mtime } = await file.stat()
  const hash = createHash('sha256')
  await pipeline(
    file.createReadStream({ autoClose: false }),
    hashing(hash),
    tar.entry({ name, size, mode: 0o600, mtime }),
  )
  return hash.digest('hex')
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
