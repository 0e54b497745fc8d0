import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError, messageOf } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import { refuse } from './import-refusal.ts'
import { refuseHostile, refuseTooMany, type ZipEntry } from './import-zip-rules.ts'

/** A zip that has been looked through to its last byte. */
export interface CheckedZip {
  /** Every file's name, folders left out. */
  names: readonly string[]
  /** Bytes unpacked; null where there is no such file. */
  size(name: string): number | null
  /** Of a file there is. */
  read(name: string): Promise<Uint8Array>
  close(): void
}

/**
 * Opens a zip and unpacks all of it once, to nowhere, so that what is wrong with it is known before anything is stored:
 * names, links, bombs, overlaps, passwords, sizes and checksums. Throws AppError 422 with words.
 */
export async function openZip(
  path: string,
  progress: (done: number, total: number) => void,
): Promise<CheckedZip> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true }).catch(
    broken,
  )
  try {
    const entries = await readEntries(zip).catch(broken)
    const files = entries.filter(entry => !entry.fileName.endsWith('/'))
    for (const [done, entry] of files.entries()) {
      progress(done, files.length)
      await verify(zip, entry).catch(broken)
    }
    const byName = new Map(files.map(entry => [entry.fileName, entry]))
    return {
      names: [...byName.keys()],
      size: name => byName.get(name)?.uncompressedSize ?? null,
      async read(name) {
        const entry = byName.get(name)
        if (!entry) throw new Error(`there is no ${name} in the zip`)
        return await readWhole(zip, entry)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function readEntries(zip: ZipFile): Promise<Entry[]> {
  refuseTooMany(zip.entryCount)
  const entries: Entry[] = []
  const described: ZipEntry[] = []
  for await (const entry of zip.eachEntry()) {
    entries.push(entry)
    described.push(await describe(zip, entry))
  }
  refuseHostile(described)
  return entries
}

async function describe(zip: ZipFile, entry: Entry): Promise<ZipEntry> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  return {
    name: entry.fileName,
    compressed: entry.compressedSize,
    unpacked: entry.uncompressedSize,
    method: entry.compressionMethod,
    encrypted: entry.isEncrypted(),
    mode: entry.externalFileAttributes >>> 16,
    start: entry.relativeOffsetOfLocalHeader,
    end: fileDataStart + entry.compressedSize,
  }
}

const packedAgain = Buffer.from('PK\u0003\u0004')

/** Size, checksum, and that it is no zip itself. The sizes are held by yauzl: one byte more than declared is an error. */
async function verify(zip: ZipFile, entry: Entry): Promise<void> {
  let sum = 0
  let first = true
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    if (first && chunk.subarray(0, 4).equals(packedAgain))
      throw refuse(phrase`“${entry.fileName}” is a zip inside the zip. Unpack it first.`)
    first = false
    sum = crc32(chunk, sum)
  }
  if (sum !== entry.crc32) throw new Error(`${entry.fileName}: wrong checksum`)
}

async function readWhole(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>)
    chunks.push(chunk)
  return Buffer.concat(chunks)
}

function broken(cause: unknown): never {
  if (cause instanceof AppError) throw cause
  const said = messageOf(cause)
  const words = /absolute path|relative path|invalid characters/i.test(said)
    ? phrase`A file in the zip leads out of it.`
    : phrase`This is not a zip, or it is damaged or locked. Pack it again.`
  throw refuse(words, { cause })
}
