import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const signals = { SIGINT: 130, SIGTERM: 143 } as const
/** Milliseconds after which nobody works any more in a folder that is still there. */
const abandoned = 24 * 60 * 60 * 1000

/**
 * Works in a new folder, called `prefix` and six letters, which goes at the end. What kills left of others goes too, a
 * day later: it may hold photos.
 */
export async function inSpareFolder<T>(
  prefix: string,
  now: number,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await removeAbandoned(prefix, now)
  return await inNewFolder(prefix, async folder => {
    try {
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

/**
 * Works in a new folder, called `prefix` and six letters; where somebody stops the program meanwhile, the folder goes and
 * the program ends at once.
 */
export async function inNewFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  let folder = ''
  const stop = (signal: keyof typeof signals) => {
    if (folder) rmSync(folder, { recursive: true, force: true })
    process.exit(signals[signal])
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    // In one go: a signal that came between the folder and its name would leave it there.
    folder = mkdtempSync(prefix)
    return await work(folder)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

async function removeAbandoned(prefix: string, now: number): Promise<void> {
  const [parent, beginning] = [dirname(prefix), basename(prefix)]
  for (const name of await readdir(parent)) {
    if (!name.startsWith(beginning) || name.length !== beginning.length + 6) continue
    const path = join(parent, name)
    const entry = await stat(path).catch(() => null)
    if (!entry || now - entry.mtimeMs <= abandoned) continue
    // Another user's stays.
    await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}
