import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cardHash, loadModelFiles, type ModelFiles } from '../classifier/model-files.ts'
import { syncFolder, writeSynced } from '../durable.ts'
import { AppError, notFound } from '../errors.ts'
import { modelsDir } from '../paths.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { Version } from './store.ts'

/** What lies beside a head, its card and its bank: card.md, history.svg. */
export interface ExtraFile {
  readonly name: string
  readonly content: Uint8Array | string
}

/** What has to be known of a version to load it. */
export type StoredVersion = Pick<Version, 'version' | 'pack' | 'origin' | 'cardSha256'>

/** What is being written, or taken away; no version is called so. */
const unfinished = '.part'
/** As versions are made: nothing that was sent can choose a path. */
const name = /^[a-z0-9][a-z0-9_-]*$/

/** Where a trained version's files are. Throws AppError 404 for what no version is called. */
export function versionFolder(home: string, version: string): string {
  if (!name.test(version)) throw notFound(phrase`model`)
  return join(home, 'models', version)
}

/**
 * Writes a version's folder beside, every file and the folder synced, and renames it: it is there whole or not at all.
 * A folder that is there and whole is left as it is; one that is not is replaced. Returns the SHA-256 of its card.json,
 * by which the registry knows it.
 */
export async function writeVersion(
  home: string,
  files: ModelFiles,
  extra: readonly ExtraFile[],
): Promise<string> {
  const { card, headOnnx, bank } = files
  const folder = versionFolder(home, card.version)
  if (await isWhole(folder)) return await cardHash(folder)
  const part = folder + unfinished
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 })
  const contents: ExtraFile[] = [
    ...extra,
    { name: 'head.onnx', content: headOnnx },
    ...(bank ? [{ name: 'bank.bin', content: bank }] : []),
    { name: 'card.json', content: `${JSON.stringify(card, null, 2)}\n` },
  ]
  for (const { name, content } of contents) await writeSynced(join(part, name), content)
  await syncFolder(part)
  // A folder cannot take the place of one that holds files.
  await removeVersion(home, card.version)
  await rename(part, folder)
  await syncFolder(dirname(folder))
  await syncFolder(home)
  return await cardHash(folder)
}

const isWhole = (folder: string): Promise<boolean> =>
  loadModelFiles(folder).then(
    () => true,
    () => false,
  )

/**
 * A version's files, each with the bytes that were written: the registry knows its card by its hash, and the card the
 * others by theirs. Throws AppError 500 naming the file and what is wrong with it; it is never loaded then.
 */
export async function loadVersion(home: string, version: StoredVersion): Promise<ModelFiles> {
  const folder =
    version.origin === 'shipped' ? join(modelsDir, version.pack) : versionFolder(home, version.version)
  const files = await loadModelFiles(folder, version.cardSha256)
  if (files.card.version === version.version && files.card.pack === version.pack) return files
  throw new AppError(500, `${folder} holds ${files.card.version}, not ${version.version}.`)
}

/** The same for whoever can do without it: null where its files are not whole. */
export const findFiles = (home: string, version: StoredVersion): Promise<ModelFiles | null> =>
  loadVersion(home, version).catch(() => null)

/** Under another name first, so that no half of it is ever there. What is not there is removed already. */
export async function removeVersion(home: string, version: string): Promise<void> {
  const folder = versionFolder(home, version)
  if (!existsSync(folder)) return
  const gone = `${folder}.gone${unfinished}`
  await rm(gone, { recursive: true, force: true })
  await rename(folder, gone)
  await rm(gone, { recursive: true, force: true })
}

/** Folders no version of `kept` is named like, and none was written in after `before`: what a kill left behind. */
export async function removeStrangers(
  home: string,
  kept: ReadonlySet<string>,
  before: number,
): Promise<void> {
  const folder = join(home, 'models')
  for (const entry of await readdir(folder).catch(() => [])) {
    const path = join(folder, entry)
    if (kept.has(entry) || (await stat(path)).mtimeMs >= before) continue
    await rm(path, { recursive: true, force: true })
  }
}
