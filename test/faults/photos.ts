import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { derivePhoto } from '../../src/photos/derive.ts'
import { type Random, shuffled } from '../../src/training/random.ts'

const dir = join(import.meta.dirname, '../../../shared/photos')
/** Side of the backbone's input: it is part of the fingerprint. */
const size = 256
const packs = new Set(['malaysia', 'thailand', 'outliers'])

/** A photo to send, and what the server has to make of it. */
export interface TestPhoto {
  path: string
  bytes: Uint8Array<ArrayBuffer>
  fingerprint: string
  /** SHA-256 of the kept copy and of the thumbnail, in hex: the same program makes the same bytes. */
  kept: string
  thumbnail: string
}

/** False, after saying so, where the photos do not lie beside the repository; in CI they must. */
export const havePhotos: boolean = look()

/** Real photos, all different: one of each near-duplicate group, no fingerprint twice. */
export async function testPhotos(count: number, random: Random): Promise<TestPhoto[]> {
  const photos = new Map<string, TestPhoto>()
  for (const path of shuffled(await onePerGroup(), random)) {
    if (photos.size === count) break
    const bytes = new Uint8Array(await readFile(join(dir, path)))
    // What cannot be opened has tests of its own.
    const derived = await derivePhoto(bytes, { size }).catch(() => null)
    if (!derived || photos.has(derived.fingerprint)) continue
    const { fingerprint, kept, thumbnail } = derived
    photos.set(fingerprint, { path, bytes, fingerprint, kept: sha256(kept), thumbnail: sha256(thumbnail) })
  }
  if (photos.size < count) throw new Error(`There are only ${photos.size} different photos, not ${count}`)
  return [...photos.values()]
}

export const sha256 = (bytes: Uint8Array): string =>
  new Bun.CryptoHasher('sha256').update(bytes).digest('hex')

async function onePerGroup(): Promise<string[]> {
  const paths = new Map<string, string>()
  for (const line of (await readFile(join(dir, 'index.tsv'), 'utf8')).split('\n').slice(1)) {
    const [path = '', pack = '', , , , group = ''] = line.split('\t')
    if (packs.has(pack)) paths.set(`${pack} ${group}`, path)
  }
  return [...paths.values()]
}

function look(): boolean {
  if (existsSync(join(dir, 'index.tsv'))) return true
  const words = 'The photos in ../shared/photos are missing: tests that send real photos are skipped.'
  if (Bun.env.CI === 'true') throw new Error(words)
  console.warn(words)
  return false
}
