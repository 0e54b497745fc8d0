import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Home } from '../../home.ts'
import { openPhotoFiles, photoSizes } from '../../photos/files.ts'
import { versionFolder } from '../../registry/index.ts'
import { isAllowed, names } from './format.ts'

/** A file that goes into a backup, and what it is called there. */
export interface Source {
  name: string
  path: string
}

/**
 * The files of a home that a copy of its database names. What can be made again stays out: results of a job that runs,
 * what an import unpacked, and the binary's own files.
 */
export async function sourcesOf(
  home: Home,
  copy: string,
  { photos, versions }: { photos: readonly string[]; versions: readonly string[] },
): Promise<Source[]> {
  return [
    { name: names.database, path: copy },
    ...secretOf(home),
    ...(await modelsOf(home, versions)),
    ...(await photosOf(home, photos)),
  ]
}

/** It signs sessions: without it every player would have to be let back in, one by one. */
function secretOf({ dir }: Home): Source[] {
  const path = join(dir, 'secret')
  return existsSync(path) ? [{ name: names.secret, path }] : []
}

async function modelsOf({ dir }: Home, versions: readonly string[]): Promise<Source[]> {
  const sources: Source[] = []
  for (const version of versions) {
    const folder = versionFolder(dir, version)
    for (const file of await readdir(folder).catch(() => [])) {
      const name = `models/${version}/${file}`
      if (isAllowed(name)) sources.push({ name, path: join(folder, file) })
    }
  }
  return sources
}

async function photosOf(home: Home, ids: readonly string[]): Promise<Source[]> {
  const files = await openPhotoFiles(home.photos)
  const paths = ids.flatMap(id => photoSizes.map(size => files.pathOf(id, size)))
  return paths.map(path => ({ name: relative(home.dir, path), path }))
}

/** In all. What is not there any more counts nothing. */
export async function bytesOf(sources: readonly Source[]): Promise<number> {
  let bytes = 0
  for (const { path } of sources) bytes += (await stat(path).catch(() => null))?.size ?? 0
  return bytes
}
