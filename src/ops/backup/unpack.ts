import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { bytesText } from '../../../views/parts/bytes.ts'
import { refuseNewer } from '../../db/open.ts'
import { syncAll } from '../../durable.ts'
import { AppError, isDiskFull, messageOf } from '../../errors.ts'
import type { Progress } from '../../training/progress.ts'
import {
  format,
  hashing,
  isAllowed,
  jsonOf,
  longestList,
  type Manifest,
  manifestSchema,
  names,
  sumsIn,
} from './format.ts'

export interface Unpacked {
  manifest: Manifest
  /** Who had been erased when it was made, as its list has it. */
  erased: string
}

interface Entry extends AsyncIterable<Uint8Array> {
  readonly header: Header
}

/** Bytes of a manifest, at most: it names migrations. */
const longestManifest = 1024 * 1024

/**
 * Unpacks a backup into an empty folder, a piece at a time, checks every byte of it and syncs. What it says of itself
 * bounds what it may unpack to, and nothing in it can lead out of the folder. Throws AppError in words.
 */
export async function unpack(file: string, folder: string, progress: Progress): Promise<Unpacked> {
  const tar = extract()
  const reading = pipeline(createReadStream(file), createZstdDecompress(), tar)
  // What is wrong with the stream also ends the loop, or is said after it.
  reading.catch(() => {})
  const unpacking = new Unpacking(file, folder, progress)
  try {
    for await (const entry of tar as AsyncIterable<Entry>) await unpacking.take(entry)
    await reading
    return await unpacking.end()
  } catch (cause) {
    throw unpacking.refusal(cause)
  }
}

class Unpacking {
  #manifest: Manifest | null = null
  #erased = ''
  #listed: Map<string, string> | null = null
  #bytes = 0
  readonly #sums = new Map<string, string>()

  constructor(
    readonly file: string,
    readonly folder: string,
    readonly progress: Progress,
  ) {}

  async take(entry: Entry): Promise<void> {
    const { name, type } = entry.header
    const manifest = this.#manifest
    if (!manifest) return await this.#begin(entry)
    if (this.#listed) throw this.#damaged(`something follows its list, ${shown(name)}`)
    if (type !== 'file') throw this.#damaged(`${shown(name)} is not a file but a link or something else`)
    if (!isAllowed(name)) throw this.#damaged(`${shown(name)} is no file of a Tangkap`)
    if (this.#sums.has(name)) throw this.#damaged(`${shown(name)} is there twice`)
    if (name === names.sums) this.#listed = sumsIn(await this.#text(entry, longestList))
    else if (name === names.erased) this.#erased = await this.#text(entry, longestList)
    else await this.#write(entry, manifest)
  }

  async #begin(entry: Entry): Promise<void> {
    if (entry.header.name !== names.manifest || entry.header.type !== 'file') throw this.#foreign()
    const text = await this.#text(entry, longestManifest)
    const manifest = this.#manifestIn(text)
    refuseNewer(manifest.migrations, `The backup ${this.file}`)
    const { bavail, bsize } = await statfs(this.folder)
    if (manifest.bytes > bavail * bsize) {
      throw new AppError(
        507,
        `${this.file} unpacks to ${bytesText(manifest.bytes)}, and ${dirname(this.folder)} has room for ${bytesText(bavail * bsize)}.`,
      )
    }
    this.#manifest = manifest
  }

  #manifestIn(text: string): Manifest {
    const json = jsonOf(text)
    const read = manifestSchema.safeParse(json)
    if (read.success) return read.data
    const made = json as { format?: unknown; program?: unknown } | null
    if (typeof made?.format !== 'number' || made.format === format) throw this.#foreign(read.error)
    throw new AppError(
      422,
      `${this.file} was made by another Tangkap (${made.program}), whose backups this one cannot read. Restore it with that one.`,
    )
  }

  async #write(entry: Entry, { files, bytes }: Manifest): Promise<void> {
    const { name, size } = entry.header
    this.#bytes += size
    if (this.#sums.size > files || this.#bytes > bytes) throw this.#damaged('it holds more than it says')
    this.progress(this.#sums.size - 1, files)
    const path = join(this.folder, name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const hash = createHash('sha256')
    await pipeline(entry, hashing(hash), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    this.#sums.set(name, hash.digest('hex'))
  }

  async #text(entry: Entry, longest: number): Promise<string> {
    const { name, size } = entry.header
    if (size > longest) throw this.#damaged(`${shown(name)} is too long`)
    const pieces: Uint8Array[] = []
    for await (const piece of entry) pieces.push(piece)
    const bytes = Buffer.concat(pieces)
    this.#sums.set(name, createHash('sha256').update(bytes).digest('hex'))
    return bytes.toString('utf8')
  }

  async end(): Promise<Unpacked> {
    if (!this.#manifest) throw this.#foreign()
    const listed = this.#listed
    if (!listed) throw this.#damaged('it ends too early')
    this.#sums.delete(names.sums)
    for (const [name, sum] of this.#sums) {
      if (listed.get(name) !== sum) throw this.#damaged(`${shown(name)} is not what was packed`)
    }
    const lacking = [names.database, ...listed.keys()].find(name => !this.#sums.has(name))
    if (lacking !== undefined) throw this.#damaged(`${shown(lacking)} is not in it`)
    const written = [...this.#sums.keys()].filter(name => name !== names.manifest && name !== names.erased)
    const paths = written.map(name => join(this.folder, name))
    await syncAll([...paths, ...new Set(paths.map(dirname))])
    this.progress(this.#manifest.files, this.#manifest.files)
    return { manifest: this.#manifest, erased: this.#erased }
  }

  /** In words, whatever broke. */
  refusal(cause: unknown): AppError {
    if (cause instanceof AppError) return cause
    if (isDiskFull(cause)) {
      return new AppError(507, `There is no room left in ${dirname(this.folder)}.`, { cause })
    }
    if ((cause as NodeJS.ErrnoException).path === this.file) {
      return new AppError(404, `${this.file} cannot be read: ${messageOf(cause)}.`, { cause })
    }
    return this.#manifest ? this.#damaged(messageOf(cause), cause) : this.#foreign(cause)
  }

  #damaged(why: string, cause?: unknown): AppError {
    return new AppError(422, `The backup ${this.file} is damaged: ${why}. Take another one.`, { cause })
  }

  #foreign(cause?: unknown): AppError {
    return new AppError(422, `${this.file} is no backup of Tangkap, or its beginning is damaged.`, { cause })
  }
}

const shown = (name: string) => JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)
