import type { Hash } from 'node:crypto'
import { z } from 'zod'

/**
 * A backup is a tar, compressed by zstd: the manifest first, then the files of a home under the names they have there,
 * what was erased while it was made, and at last the sums. `tar --zstd -xf` and `sha256sum -c SHA256SUMS` open and check
 * it too.
 */
export const names = {
  manifest: 'tangkap.json',
  database: 'tangkap.db',
  secret: 'secret',
  erased: 'erased.jsonl',
  sums: 'SHA256SUMS',
} as const

export const format = 1

const count = z.number().int().nonnegative()

export const manifestSchema = z.object({
  format: z.literal(format),
  /** Version of the program that made it. */
  program: z.string(),
  pack: z.string(),
  /** ISO 8601. */
  createdAt: z.iso.datetime(),
  /** What its database has been through. */
  migrations: z.array(z.string()),
  photos: count,
  models: count,
  /** At most so many files, of so many bytes, come before the lists at the end. */
  files: count,
  bytes: count,
})
export type Manifest = z.infer<typeof manifestSchema>

/** Bytes of a list that is read into memory: sums of some 500,000 photos. */
export const longestList = 128 * 1024 * 1024

const allowed = [
  /^tangkap\.db$/,
  /^secret$/,
  /^erased\.jsonl$/,
  /^SHA256SUMS$/,
  /^models\/[a-z0-9][a-z0-9_-]*\/[a-z0-9][a-z0-9._-]*$/,
  /^photos\/([0-9a-f]{2})\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{10}\1(?:\.thumbnail)?\.jpg$/,
]

/** Whether a home has files called so: no name leads out of its folder. */
export const isAllowed = (name: string): boolean => name.length < 300 && allowed.some(each => each.test(name))

/** The photo a file shows; null for what is no photo. */
export const photoIn = (name: string): string | null =>
  /^photos\/..\/([0-9a-f-]{36})[^/]*$/.exec(name)?.[1] ?? null

/** As sha256sum writes it. */
export const sumsText = (sums: ReadonlyMap<string, string>): string =>
  [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('')

/** Null where a line is none. */
export function sumsIn(text: string): Map<string, string> | null {
  const sums = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [, sum, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? []
    if (sum === undefined || name === undefined) return null
    sums.set(name, sum)
  }
  return sums
}

/** A stage of a pipeline that counts every piece into the hash and hands it on. */
export const hashing = (hash: Hash) =>
  async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      hash.update(piece)
      yield piece
    }
  }

/** Null where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
