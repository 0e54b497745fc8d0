import type { Db } from '../db/open.ts'
import { messageOf } from '../errors.ts'
import { loadVersion } from './model-folder.ts'
import { listVersions } from './store.ts'

interface Examined {
  /** How many are kept. */
  versions: number
  /** The one that serves; null before the first start. */
  champion: string | null
  /** Those that will not be loaded, and why. */
  damaged: { version: string; reason: string }[]
}

/** Reads every version that is kept: for `tangkap doctor`. */
export async function damagedVersions(db: Db, home: string, pack: string): Promise<Examined> {
  const versions = await listVersions(db, pack)
  const damaged: Examined['damaged'] = []
  for (const version of versions) {
    try {
      await loadVersion(home, version)
    } catch (error) {
      damaged.push({ version: version.version, reason: messageOf(error) })
    }
  }
  const champion = versions.find(({ status }) => status === 'champion')?.version ?? null
  return { versions: versions.length, champion, damaged }
}
