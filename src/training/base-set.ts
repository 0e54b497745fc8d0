import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import { AppError, messageOf } from '../errors.ts'
import { kinds, type LabelledPhoto, splits } from './photo-index.ts'

/** What of a photo an embedding shows: the whole of it, a random crop, or it on a composited screen. */
export const views = ['whole', 'crop', 'screen'] as const
export type View = (typeof views)[number]

/** One embedded photo. No photo is kept, and not its path. */
export interface Example extends Omit<LabelledPhoto, 'path'> {
  readonly view: View
}

export interface BaseSet {
  readonly backbone: { readonly id: string; readonly variant: 'int8' | 'fp32' }
  readonly dimensions: number
  readonly examples: readonly Example[]
  /** [examples, dimensions], each row of unit length. */
  readonly embeddings: Float32Array
  /** SHA-256 over index and embeddings as stored. */
  readonly fingerprint: string
}

const headerSchema = z.strictObject({
  format: z.literal(1),
  backbone: z.strictObject({ id: z.string(), variant: z.enum(['int8', 'fp32']) }),
  dimensions: z.number().int().positive(),
  examples: z.number().int().positive(),
  fingerprint: z.string(),
})

const exampleSchema = z.tuple([
  z.string(),
  z.string(),
  z.enum(kinds),
  z.enum(splits),
  z.string(),
  z.string(),
  z.enum(views),
])
const columns = ['pack', 'label', 'kind', 'split', 'group', 'source', 'view'] as const

/** The row of one example. */
export const embeddingOf = (set: Pick<BaseSet, 'embeddings' | 'dimensions'>, row: number) =>
  set.embeddings.subarray(row * set.dimensions, (row + 1) * set.dimensions)

/**
 * Writes base.json, index.tsv and embeddings.u8.zst. An embedding is non-negative and half zeros, so its square root
 * is stored in 8 bits against the row's largest: cosine with the original at least 0.9999, a fifth of float32 before
 * and a tenth after compression.
 */
export async function writeBaseSet(dir: string, set: Omit<BaseSet, 'fingerprint'>): Promise<string> {
  const { backbone, dimensions, examples } = set
  const index = [columns, ...examples.map(example => columns.map(column => example[column]))]
    .map(cells => `${cells.join('\t')}\n`)
    .join('')
  const stored = quantise(set.embeddings, dimensions)
  const fingerprint = fingerprintOf(index, stored)
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'index.tsv'), index)
  await writeFile(join(dir, 'embeddings.u8.zst'), zstdCompressSync(stored))
  const header: z.infer<typeof headerSchema> = {
    format: 1,
    backbone,
    dimensions,
    examples: examples.length,
    fingerprint,
  }
  await writeFile(join(dir, 'base.json'), `${JSON.stringify(header, null, 2)}\n`)
  return fingerprint
}

/** Throws AppError naming the file when one is missing, or does not belong to the others. */
export async function readBaseSet(dir: string): Promise<BaseSet> {
  try {
    const header = headerSchema.parse(JSON.parse(await readFile(join(dir, 'base.json'), 'utf8')))
    const index = await readFile(join(dir, 'index.tsv'), 'utf8')
    const stored = zstdDecompressSync(await readFile(join(dir, 'embeddings.u8.zst')))
    if (fingerprintOf(index, stored) !== header.fingerprint)
      throw new Error('the files do not belong together')
    const [, ...lines] = index.trimEnd().split('\n')
    const examples = lines.map(line => {
      const [pack, label, kind, split, group, source, view] = exampleSchema.parse(line.split('\t'))
      return { pack, label, kind, split, group, source, view }
    })
    const { backbone, dimensions, fingerprint } = header
    return { backbone, dimensions, examples, embeddings: restore(stored, dimensions), fingerprint }
  } catch (cause) {
    throw new AppError(
      500,
      `The base set in ${dir} cannot be used: ${messageOf(cause)}. Make it by "tangkap import".`,
      {
        cause,
      },
    )
  }
}

function fingerprintOf(index: string, stored: Uint8Array): string {
  return createHash('sha256').update(index).update(stored).digest('hex')
}

/** Only directions matter: a row's scale is lost and its length is made 1 again when it is read. */
function quantise(embeddings: Float32Array, dimensions: number): Uint8Array {
  const stored = new Uint8Array(embeddings.length)
  for (let start = 0; start < embeddings.length; start += dimensions) {
    const row = embeddings.subarray(start, start + dimensions)
    const largest = row.reduce((most, value) => Math.max(most, value), 0)
    stored.set(
      Uint8Array.from(row, value => Math.round(Math.sqrt(Math.max(0, value) / largest) * 255)),
      start,
    )
  }
  return stored
}

function restore(stored: Uint8Array, dimensions: number): Float32Array {
  const embeddings = Float32Array.from(stored, value => value ** 2)
  for (let start = 0; start < embeddings.length; start += dimensions) {
    const row = embeddings.subarray(start, start + dimensions)
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
    for (const [i, value] of row.entries()) row[i] = value / length
  }
  return embeddings
}
