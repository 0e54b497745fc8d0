import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { homeOf } from '../config.ts'
import { assets, fingerprint } from './assets.ts'
import { writeOut } from './write-out.ts'

let folder: string | null | undefined

/**
 * Where the binary has written out what it carries: libraries, models, packs, static files. null when the program runs
 * from source. The first call writes, where that is needed. Throws AppError.
 */
export function programFolder(): string | null {
  folder ??= assets.length === 0 ? null : writtenOut()
  return folder
}

function writtenOut(): string {
  const parent = join(homeOf(), 'program')
  const name = fingerprint.slice(0, 32)
  // A thread starts after its program, which has looked at every file by then.
  return isMainThread ? writeOut(parent, name, assets) : join(parent, name)
}
