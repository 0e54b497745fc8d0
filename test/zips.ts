import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ZipFile } from 'yazl'

interface Packed {
  bytes: Uint8Array | string
  /** Unix file mode. */
  mode?: number
  compress?: boolean
}

/** A zip of these files, made by a library that makes no bad ones. */
export async function zipOf(files: Record<string, Uint8Array | string | Packed>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, file] of Object.entries(files)) {
    if (name.endsWith('/')) {
      zip.addEmptyDirectory(name)
      continue
    }
    const packed = typeof file === 'string' || file instanceof Uint8Array ? { bytes: file } : file
    const { bytes, mode = 0o100644, compress = false } = packed
    zip.addBuffer(Buffer.from(bytes as Uint8Array), name, { mode, compress })
  }
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Another name in both places where a zip has it; as long as the first. */
export const renamed = (zip: Buffer, from: string, to: string): Buffer =>
  Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1')

const centralHeader = Buffer.from('PK\u0001\u0002')

/** Changes a number in the table of contents, in its nth line; `at` counts bytes from the line's start. */
export function patched(zip: Buffer, nth: number, at: number, change: (before: number) => number): Buffer {
  const copy = Buffer.from(zip)
  let start = copy.indexOf(centralHeader)
  for (let i = 0; i < nth; i++) start = copy.indexOf(centralHeader, start + 4)
  const wide = at >= 16
  const before = wide ? copy.readUInt32LE(start + at) : copy.readUInt16LE(start + at)
  if (wide) copy.writeUInt32LE(change(before) >>> 0, start + at)
  else copy.writeUInt16LE(change(before), start + at)
  return copy
}

export async function writeZip(folder: string, zip: Uint8Array): Promise<string> {
  const path = join(folder, `${Bun.randomUUIDv7()}.zip`)
  await writeFile(path, zip)
  return path
}
