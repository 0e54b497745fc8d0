import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { AppError, messageOf } from '../errors.ts'

export const splits = ['train', 'calibration', 'test'] as const
export type Split = (typeof splits)[number]

export const kinds = ['food', 'outlier'] as const
export type Kind = (typeof kinds)[number]

/** The pack whose rows are outliers to every pack; their label is the fine kind (screen, other_food …). */
export const outlierPack = 'outliers'

/** One labelled photo. */
export interface LabelledPhoto {
  /** Below the photos' folder. */
  readonly path: string
  readonly pack: string
  /** A food's id, or the kind of an outlier. */
  readonly label: string
  readonly kind: Kind
  readonly split: Split
  /** Near-duplicates share one; unique within a label. */
  readonly group: string
  readonly source: string
}

const columns = ['path', 'pack', 'label', 'kind', 'split', 'group', 'source'] as const

/**
 * Photos of one pack and the outliers from a tab-separated index with a header line. Rows of other packs are left out.
 * Throws AppError naming file, line and problem.
 */
export async function readPhotoIndex(file: string, pack: string): Promise<LabelledPhoto[]> {
  const { header, rows } = await readTable(file)
  const missing = columns.filter(column => !header.includes(column))
  if (missing.length > 0) throw new AppError(400, `${file} has no column ${missing.join(', ')}.`)
  const photos = rows
    .filter(({ row }) => row.pack === pack || row.pack === outlierPack)
    .map(({ row, line }): LabelledPhoto => {
      const kind = oneOf(kinds, row.kind, file, line, 'kind')
      const split = oneOf(splits, row.split, file, line, 'split')
      const { path = '', label = '', group = '', source = '' } = row
      if (!path || !label || !group)
        throw new AppError(400, `${file}, line ${line}: path, label and group must be set.`)
      return { path, pack: row.pack ?? '', label, kind, split, group, source }
    })
  if (!photos.some(photo => photo.pack === pack))
    throw new AppError(400, `${file} names no photo of pack ${pack}.`)
  refuseStraddlingGroups(photos, file)
  return photos
}

/** Key of a near-duplicate group over all labels. */
export const groupKey = (photo: { label: string; group: string }) => `${photo.label}/${photo.group}`

/** A near-duplicate in two splits would make every score too good. */
function refuseStraddlingGroups(photos: readonly LabelledPhoto[], file: string): void {
  const seen = new Map<string, Split>()
  for (const photo of photos) {
    const first = seen.get(groupKey(photo)) ?? photo.split
    if (first !== photo.split) {
      throw new AppError(
        400,
        `${file}: group ${photo.group} of ${photo.label} is in both ${first} and ${photo.split}.`,
      )
    }
    seen.set(groupKey(photo), first)
  }
}

interface Row {
  line: number
  row: Record<string, string | undefined>
}

/** A tab-separated file with a header line, its rows with their line numbers. */
async function readTable(file: string): Promise<{ header: string[]; rows: Row[] }> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new AppError(400, `${file} cannot be read: ${messageOf(cause)}`, { cause })
  }
  const [first = '', ...lines] = text.split(/\r?\n/)
  const header = first.split('\t')
  const rows = lines.flatMap((line, i) => {
    if (line === '') return []
    const cells = line.split('\t')
    return [{ line: i + 2, row: Object.fromEntries(header.map((name, column) => [name, cells[column]])) }]
  })
  return { header, rows }
}

function oneOf<T extends string>(
  allowed: readonly T[],
  value: string | undefined,
  file: string,
  line: number,
  column: string,
): T {
  const found = allowed.find(item => item === value)
  if (found) return found
  throw new AppError(
    400,
    `${file}, line ${line}: ${column} is "${value}", it must be one of ${allowed.join(', ')}.`,
  )
}

/** The index as it was named: from where the command was typed, or else inside the folder of photos. */
export const indexFile = (index: string, photos: string): string =>
  isAbsolute(index) || existsSync(index) ? index : join(photos, index)
