import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import { AppError, messageOf } from '../errors.ts'
import { kinds, type LabelledPhoto, splits } from './photo-index.ts'
import { fromRoots, toRoots } from './roots.ts'

/** What of a photo an embedding shows: the whole of it, a random crop, or it on a composited screen. */
export const views = ['whole', 'crop', 'screen'] as const
export type View = (typeof views)[number]

/** One embedded photo. No photo is kept, and not its path. */
export interface Example extends Omit<LabelledPhoto, 'path'> {
  readonly view: View
  /**
   * Of this event, not of the pack's base set: no backbone has seen it. In a set its crops stand right after its whole
   * view, as everywhere.
   */
  readonly local?: true
}

/** Of a food of this event: all its crops are used, in the fit and in the bank, as there are few. */
export const isLocalFood = ({ kind, local }: Example): boolean => kind === 'food' && local === true

/** Whether this event learns from it. */
export const teachesHere = ({ split, local }: Example): boolean => split === 'train' && local === true

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

const columns = ['pack', 'label', 'kind', 'split', 'group', 'source', 'view'] as const

/** The row of one example. */
export const embeddingOf = (set: Pick<BaseSet, 'embeddings' | 'dimensions'>, row: number) =>
  set.embeddings.subarray(row * set.dimensions, (row + 1) * set.dimensions)

/** Writes base.json, index.tsv and embeddings.u8.zst, the embeddings in 8 bits (roots.ts). Returns the fingerprint. */
export async function writeBaseSet(dir: string, set: Omit<BaseSet, 'fingerprint'>): Promise<string> {
  const { backbone, dimensions, examples } = set
  const index = [columns, ...examples.map(example => columns.map(column => example[column]))]
    .map(cells => `${cells.join('\t')}\n`)
    .join('')
  const stored = toRoots(set.embeddings, dimensions)
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

/**
 * The base set, or the examples of it that are wanted: as float32 the whole one takes 100 MB. Throws AppError naming
 * the file when one is missing, or does not belong to the others.
 */
export async function readBaseSet(
  dir: string,
  wanted: (example: Example) => boolean = () => true,
): Promise<BaseSet> {
  try {
    const header = await readHeader(dir)
    const index = await readFile(join(dir, 'index.tsv'), 'utf8')
    const stored = zstdDecompressSync(await readFile(join(dir, 'embeddings.u8.zst')))
    if (fingerprintOf(index, stored) !== header.fingerprint)
      throw new Error('the files do not belong together')
    const all = readExamples(index)
    const rows = [...all.keys()].filter(row => wanted(all[row] as Example))
    const { backbone, dimensions, fingerprint } = header
    const examples = rows.map(row => all[row] as Example)
    return { backbone, dimensions, examples, embeddings: fromRoots(stored, dimensions, rows), fingerprint }
  } catch (cause) {
    throw new AppError(
      500,
      `The base set in ${dir} cannot be used: ${messageOf(cause)}. Install Tangkap again, or make it by "tangkap import".`,
      {
        cause,
      },
    )
  }
}

const readHeader = async (dir: string) =>
  headerSchema.parse(JSON.parse(await readFile(join(dir, 'base.json'), 'utf8')))

/** Whether a pack came with one: not every pack does. */
export const hasBaseSet = (dir: string): boolean => existsSync(join(dir, 'base.json'))

/** What the base set holds, without its embeddings. Throws AppError naming the file. */
export async function readBaseIndex(dir: string): Promise<Example[]> {
  const file = join(dir, 'index.tsv')
  try {
    const [header, examples] = [await readHeader(dir), readExamples(await readFile(file, 'utf8'))]
    if (examples.length === header.examples) return examples
    throw new Error(`it has ${examples.length} lines, not ${header.examples}`)
  } catch (cause) {
    throw new AppError(500, `${file} cannot be used: ${messageOf(cause)}.`, { cause })
  }
}

function readExamples(index: string): Example[] {
  const [, ...lines] = index.trimEnd().split('\n')
  return lines.map(line => {
    const [pack = '', label = '', kind, split, group = '', source = '', view] = line.split('\t')
    return {
      ...{ pack, label, group, source },
      kind: oneOf(kinds, kind),
      split: oneOf(splits, split),
      view: oneOf(views, view),
    }
  })
}

/** By hand: a schema takes 130 ms for 20,000 lines, this 15. */
function oneOf<T extends string>(allowed: readonly T[], cell: string | undefined): T {
  const found = allowed.find(item => item === cell)
  if (found === undefined) throw new Error(`"${cell}" is none of ${allowed.join(', ')}`)
  return found
}

function fingerprintOf(index: string, stored: Uint8Array): string {
  return createHash('sha256').update(index).update(stored).digest('hex')
}
