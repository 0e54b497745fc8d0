import { mkdir, rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { outlierKinds } from '../feedback/review/decisions.ts'
import { photoLimits } from '../photos/limits.ts'
import { tooManyBytes } from '../photos/refusals.ts'
import { groupKey } from '../training/photo-index.ts'
import { phrase, type Words } from '../web/languages/phrase.ts'
import { addExample } from './add-example.ts'
import { shippedPhotos } from './base-counts.ts'
import { type ImportLine, type ReadIndex, type RefusedLine, readIndex } from './import-index.ts'
import { importLimits } from './import-limits.ts'
import { receiveZip } from './import-receive.ts'
import { refuse } from './import-refusal.ts'
import { type CheckedZip, openZip } from './import-zip.ts'
import { labelWords } from './label-names.ts'
import { findOwnPhoto } from './own-photo-store.ts'

/** The one import of a server that is running, or ran last. A restart forgets it; its photos stay. */
export interface ImportRun {
  state: 'none' | 'receiving' | 'checking' | 'storing' | 'done' | 'refused'
  /** Files looked at, or lines gone through. */
  done: number
  total: number
  stored: number
  same: number
  skipped: number
  refused: RefusedLine[]
  unknown: ReadonlyMap<string, number>
  /** Why nothing was stored, or why it stopped. */
  problem: Words | null
}

const none = (): ImportRun => ({
  ...{ state: 'none', done: 0, total: 0, stored: 0, same: 0, skipped: 0, problem: null },
  refused: [],
  unknown: new Map(),
})

const runs = new WeakMap<Context, ImportRun>()

export function importOf(context: Context): ImportRun {
  const run = runs.get(context) ?? none()
  runs.set(context, run)
  return run
}

/** What a process that was killed left behind of a zip. */
export const clearImports = (home: string): Promise<void> =>
  rm(importsDir(home), { recursive: true, force: true })

const importsDir = (home: string) => join(home, 'imports')

/**
 * Receives a zip and goes on with it after this has returned what that is: a promise of the end. Throws AppError 409
 * while another import runs, and what `receiveZip` throws.
 */
export async function startImport(
  context: Context,
  request: Request,
  by: { eventId: string; userId: string },
): Promise<{ ended: Promise<void> }> {
  const run = importOf(context)
  if (run.state === 'receiving' || run.state === 'checking' || run.state === 'storing')
    throw new AppError(409, phrase`Photos are being brought in already. Wait until that is done.`)
  Object.assign(run, none(), { state: 'receiving' })
  const folder = importsDir(context.config.home)
  const path = join(folder, `${Bun.randomUUIDv7()}.zip`)
  try {
    await clearImports(context.config.home)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await receiveZip(request, path)
  } catch (error) {
    await rm(path, { force: true })
    run.state = 'none'
    throw error
  }
  return { ended: go(context, run, path, by).finally(() => rm(path, { force: true })) }
}

async function go(
  context: Context,
  run: ImportRun,
  path: string,
  by: { eventId: string; userId: string },
): Promise<void> {
  try {
    run.state = 'checking'
    const zip = await openZip(path, (done, total) => Object.assign(run, { done, total }))
    try {
      const index = await indexOf(context, zip)
      const { refused, skipped, unknown } = index
      Object.assign(run, { state: 'storing', done: 0, total: index.lines.length, refused, skipped, unknown })
      await store(context, run, zip, index, by)
    } finally {
      zip.close()
    }
    run.state = 'done'
  } catch (error) {
    if (!(error instanceof AppError)) context.log.error({ err: error }, 'an import failed')
    run.problem =
      error instanceof AppError ? error.words : phrase`Something broke on our side; the log says what.`
    run.state = run.stored > 0 ? 'done' : 'refused'
  }
}

const indexNames = ['index.tsv', 'index.csv']

/** The index may lie in a folder, as when a folder was packed; its paths then start there. */
async function indexOf(context: Context, zip: CheckedZip): Promise<ReadIndex> {
  const found = zip.names.filter(name => indexNames.includes(name.split('/').at(-1) ?? ''))
  const [name, more] = found
  if (!name) throw refuse(phrase`The zip holds no index.tsv or index.csv that says what is on the photos.`)
  if (more) throw refuse(phrase`The zip holds more than one index: ${found.slice(0, 3).join(', ')}.`)
  if ((zip.size(name) ?? 0) > importLimits.index) throw refuse(phrase`The index is too big.`)
  const shipped = await shippedPhotos(context.pack.id)
  const outliers = new Set<string>(outlierKinds)
  for (const { label, kind } of shipped) if (kind === 'outlier') outliers.add(label)
  const index = await readIndex(await zip.read(name), name.endsWith('.tsv') ? '\t' : ',', {
    pack: context.pack,
    outliers,
  })
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  return { ...index, lines: index.lines.map(line => ({ ...line, path: folder + line.path })) }
}

async function store(
  context: Context,
  run: ImportRun,
  zip: CheckedZip,
  { lines }: ReadIndex,
  by: { eventId: string; userId: string },
): Promise<void> {
  const groups = new Map<string, string>()
  for (const line of lines) {
    try {
      run[await storeOne(context, zip, line, groups, by)]++
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      run.refused = [...run.refused, { line: line.line, path: line.path, why: error.words }]
    }
    run.done++
  }
}

async function storeOne(
  context: Context,
  zip: CheckedZip,
  { path, group, line: _, ...label }: ImportLine,
  groups: Map<string, string>,
  { eventId, userId }: { eventId: string; userId: string },
): Promise<'stored' | 'same'> {
  const size = zip.size(path)
  if (size === null) throw new AppError(422, phrase`The zip holds no such file.`)
  if (size > photoLimits.bytes) throw tooManyBytes()
  const key = group && groupKey({ label: label.label, group })
  const known = key ? groups.get(key) : undefined
  // Of a zip that was saved here: its photos are encoded anew, so that their pixels do not tell.
  const own = await findOwnPhoto(context.db, eventId, posix.basename(path, '.jpg'))
  if (own === 'erased')
    throw new AppError(410, phrase`It was of a player who has been erased, and stays out.`)
  const add = async () => {
    const photo = { ...label, bytes: await zip.read(path), addedBy: userId, ...(known && { group: known }) }
    return await patiently(() => addExample(context, eventId, photo))
  }
  const added = own ? { ...own, outcome: 'same' as const } : await add()
  if (added.label !== null && added.label !== label.label)
    throw new AppError(
      409,
      phrase`This very picture is here already, as ${labelWords(context.pack, added.label)}.`,
    )
  if (key && !known) groups.set(key, added.group)
  return added.outcome
}

/** Players go first: while the server is busy, an import waits. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 503 || tries > mostTries) throw error
      await Bun.sleep((error.retryAfter ?? 1) * 1000)
    }
  }
}

const mostTries = 60
