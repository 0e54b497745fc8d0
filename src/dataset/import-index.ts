import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { AppError, messageOf } from '../errors.ts'
import type { Pack } from '../packs/load.ts'
import { groupKey, kinds, outlierPack, type Split } from '../training/photo-index.ts'
import { phrase, type Words } from '../web/languages/phrase.ts'
import { importLimits } from './import-limits.ts'
import { refuse } from './import-refusal.ts'
import type { Label } from './labels.ts'
import { readSplit } from './lots.ts'

/** One photo an index names. */
export interface ImportLine extends Label {
  line: number
  path: string
  split: Split | null
  /** Near-duplicates share one; '' where the index says nothing. */
  group: string
  source: string
}

export interface RefusedLine {
  line: number
  path: string
  why: Words
}

export interface ReadIndex {
  lines: ImportLine[]
  refused: RefusedLine[]
  /** Lines of other packs. */
  skipped: number
  /** Foods that are not here, with how many lines name them. */
  unknown: Map<string, number>
}

type Row = Record<string, string>

/**
 * Reads index.tsv or index.csv: a header line, then path, label and kind, and where it has them pack, split, group and
 * source. A line that cannot be used is refused alone. Throws AppError 422 where the whole cannot be read.
 */
export async function readIndex(
  bytes: Uint8Array,
  separator: '\t' | ',',
  known: { pack: Pack; outliers: ReadonlySet<string> },
): Promise<ReadIndex> {
  const read: ReadIndex = { lines: [], refused: [], skipped: 0, unknown: new Map() }
  const splits = new Map<string, Split | null>()
  const paths = new Set<string>()
  for (const { line, row } of await rowsOf(bytes, separator)) {
    const path = row.path ?? ''
    if (row.pack && row.pack !== known.pack.id && row.pack !== outlierPack) {
      read.skipped++
      continue
    }
    const checked = checkRow(row, known)
    const why =
      'why' in checked ? checked.why : paths.has(path) ? phrase`This photo stands in the index twice.` : null
    if ('unknown' in checked) read.unknown.set(checked.unknown, (read.unknown.get(checked.unknown) ?? 0) + 1)
    if (why !== null || 'why' in checked) {
      read.refused.push({ line, path, why: why ?? '' })
      continue
    }
    // A near-duplicate in two splits would make every score too good.
    const key = checked.group && groupKey(checked)
    if (key && splits.has(key) && splits.get(key) !== checked.split) {
      read.refused.push({ line, path, why: phrase`Group ${checked.group} is in two splits.` })
      continue
    }
    if (key) splits.set(key, checked.split)
    paths.add(path)
    read.lines.push({ line, path, ...checked })
  }
  return read
}

type Checked = Omit<ImportLine, 'line' | 'path'> | { why: Words; unknown?: string }

function checkRow(row: Row, known: { pack: Pack; outliers: ReadonlySet<string> }): Checked {
  const { path = '', label = '', split = '', group = '', source = '' } = row
  if (!path || !label) return { why: phrase`Path and label must be set.` }
  const kind = kinds.find(each => each === row.kind)
  if (!kind) return { why: phrase`Kind must be one of ${kinds.join(', ')}.` }
  if (kind === 'food' && !known.pack.food(label)) {
    const name = label.slice(0, 60)
    return { why: phrase`There is no food called “${name}” here.`, unknown: name }
  }
  if (kind === 'outlier' && !known.outliers.has(label))
    return { why: phrase`“${label.slice(0, 60)}” is no kind of outlier. Use other_food or not_food.` }
  if (split && !readSplit(split)) return { why: phrase`Split must be train, calibration, test or empty.` }
  return { label, kind, split: readSplit(split), group, source: source.slice(0, 200) || 'import' }
}

const needed = ['path', 'label', 'kind'] as const

interface Numbered {
  line: number
  row: Row
}

async function rowsOf(bytes: Uint8Array, separator: '\t' | ','): Promise<Numbered[]> {
  const rows: Numbered[] = []
  try {
    for await (const { record, info } of Readable.from(pieces(bytes)).pipe(parser(separator))) {
      rows.push({ line: info.lines, row: record })
      if (rows.length > importLimits.lines)
        throw refuse(phrase`The index has more than ${importLimits.lines} lines. Send it in parts.`)
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : refuse(phrase`The index cannot be read: ${messageOf(cause)}`)
  }
  const [first] = rows
  if (!first) throw refuse(phrase`The index names no photo.`)
  const missing = needed.filter(name => !Object.hasOwn(first.row, name))
  if (missing.length > 0) throw refuse(phrase`The index has no column ${missing.join(', ')}.`)
  return rows
}

const parser = (separator: '\t' | ',') =>
  parse({
    columns: true,
    delimiter: separator,
    // In a tab-separated file a quote is a letter like others.
    quote: separator === ',' ? '"' : null,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
  })

/** Between two pieces others get their turn. */
function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  const length = 64 * 1024
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
