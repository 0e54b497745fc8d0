import { phrase } from '../web/languages/phrase.ts'
import { importLimits } from './import-limits.ts'
import { refuse } from './import-refusal.ts'

/** What a zip's own table of contents says of one file in it. */
export interface ZipEntry {
  name: string
  compressed: number
  /** As declared. */
  unpacked: number
  /** 0: as it is, 8: deflated. */
  method: number
  encrypted: boolean
  /** Unix file mode; 0 where the zip was not made on Unix. */
  mode: number
  /** Its bytes in the zip, header included: [start, end). */
  start: number
  end: number
}

/** Before they are read: millions would fit into a zip. Throws AppError 422. */
export function refuseTooMany(entries: number): void {
  if (entries <= importLimits.entries) return
  throw refuse(phrase`The zip holds more than ${importLimits.entries} files. Send it in parts.`)
}

/** Throws AppError 422, in words, for a zip that no honest program makes: it is refused whole, before a byte is unpacked. */
export function refuseHostile(entries: readonly ZipEntry[]): void {
  const names = new Set<string>()
  let unpacked = 0
  for (const entry of entries) {
    refuseEntry(entry)
    const name = entry.name.normalize('NFC')
    if (names.has(name)) throw refuse(phrase`The zip holds ${shown(entry)} twice.`)
    names.add(name)
    unpacked += entry.unpacked
  }
  if (unpacked > importLimits.unpacked)
    throw refuse(phrase`Unpacked, the zip would be too big. Send it in parts.`)
  refuseOverlap(entries)
}

function refuseEntry(entry: ZipEntry): void {
  const { name, mode, method, encrypted, compressed, unpacked } = entry
  if (name === '' || name.length > 400 || hasControl(name))
    throw refuse(phrase`A file in the zip has no proper name.`)
  if (/[\\:]|^\//.test(name) || name.split('/').includes('..'))
    throw refuse(phrase`${shown(entry)} leads out of the zip.`)
  if (encrypted) throw refuse(phrase`${shown(entry)} is locked with a password.`)
  if (method !== 0 && method !== 8)
    throw refuse(phrase`${shown(entry)} is packed in a way that is not known here.`)
  const type = mode & 0o170000
  if (type !== 0 && type !== (name.endsWith('/') ? 0o040000 : 0o100000))
    throw refuse(phrase`${shown(entry)} is not a file but a link or something else.`)
  if (unpacked > importLimits.harmless && unpacked > compressed * importLimits.ratio)
    throw refuse(phrase`${shown(entry)} would unpack to ${importLimits.ratio} times its size.`)
}

/** Two entries of the same bytes are how a small zip unpacks to a huge one. */
function refuseOverlap(entries: readonly ZipEntry[]): void {
  let end = 0
  for (const entry of entries.toSorted((a, b) => a.start - b.start)) {
    if (entry.start < end) throw refuse(phrase`${shown(entry)} lies inside another file of the zip.`)
    end = entry.end
  }
}

const hasControl = (name: string) => [...name].some(letter => letter < ' ' || letter === '\u007f')

const shown = ({ name }: ZipEntry) => `“${name.length > 60 ? `${name.slice(0, 60)}…` : name}”`
