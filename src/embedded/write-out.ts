import { createHash } from 'node:crypto'
import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { AppError, messageOf } from '../errors.ts'
import type { Asset } from './assets.ts'

/** Milliseconds after which what another start left half written is nobody's any more. */
const abandoned = 3_600_000

/**
 * Writes the assets to `parent`/`name`, unless they are there already, whole. Two starts at once do no harm: each
 * writes a folder of its own, and the rename of one of them comes first. Returns the folder. Throws AppError.
 */
export function writeOut(parent: string, name: string, assets: readonly Asset[]): string {
  const dir = join(parent, name)
  try {
    mkdirSync(parent, { recursive: true, mode: 0o700 })
    refuseForeign(parent)
    if (isWhole(dir, assets)) return dir
    const made = mkdtempSync(join(parent, '.new-'))
    try {
      for (const asset of assets) writeAsset(made, asset)
      putInPlace(made, dir, assets)
    } finally {
      rmSync(made, { recursive: true, force: true })
    }
    removeOld(parent, name)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      500,
      `The program cannot write its libraries to ${parent} (${messageOf(cause)}). Set TANGKAP_HOME to a folder that it can write to.`,
      { cause },
    )
  }
  return dir
}

/** What is opened from here runs as this user, so nobody else may be able to put something in. */
function refuseForeign(dir: string): void {
  const entry = lstatSync(dir)
  const own = entry.uid === process.getuid?.()
  if (entry.isDirectory() && own && (entry.mode & 0o022) === 0) return
  const why = own
    ? `others can write to it. Run: chmod -R go-w ${dir}`
    : 'it belongs to another user. Run it as that one'
  throw new AppError(500, `The program does not open libraries from ${dir}: ${why}.`)
}

function isWhole(dir: string, assets: readonly Asset[]): boolean {
  try {
    refuseForeign(dir)
    return assets.every(asset => {
      const path = join(dir, asset.path)
      return lstatSync(path).size === asset.bytes && hashOf(path) === asset.sha256
    })
  } catch (error) {
    if (error instanceof AppError) throw error
    return false
  }
}

/** In pieces: at a usual start nothing but this looks at most of these bytes, and they need not stay in memory. */
function hashOf(path: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(256 * 1024)
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read))
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

function writeAsset(dir: string, asset: Asset): void {
  const carried = readFileSync(asset.file)
  const bytes = asset.compressed ? zstdDecompressSync(carried) : carried
  if (createHash('sha256').update(bytes).digest('hex') !== asset.sha256) {
    throw new AppError(500, `The program is damaged (${asset.path} is not what was built). Copy it again.`)
  }
  const path = join(dir, asset.path)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Not synced, which took seconds: every start looks at every byte, and writes again what a power cut took.
  writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' })
}

function putInPlace(made: string, dir: string, assets: readonly Asset[]): void {
  try {
    renameSync(made, dir)
  } catch (error) {
    // Another start was faster, or what lies there is damaged and makes way.
    if (isWhole(dir, assets)) return
    if (!isTaken(error)) throw error
    renameSync(dir, `${made}-damaged`)
    rmSync(`${made}-damaged`, { recursive: true, force: true })
    renameSync(made, dir)
  }
}

const isTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')

/** The one before stays: it may still be running, or be gone back to. Older ones go, and what was left half written. */
function removeOld(parent: string, current: string): void {
  const others = readdirSync(parent)
    .filter(name => name !== current)
    .map(name => ({ name, time: lstatSync(join(parent, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time)
  const [, ...older] = others.filter(({ name }) => !name.startsWith('.'))
  const left = others.filter(({ name, time }) => name.startsWith('.') && Date.now() - time > abandoned)
  for (const { name } of [...older, ...left]) rmSync(join(parent, name), { recursive: true, force: true })
}
