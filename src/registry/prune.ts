import type { Db } from '../db/open.ts'
import { removeStrangers, removeVersion } from './model-folder.ts'
import { allVersions, deleteVersions, listVersions, type Version } from './store.ts'

const keptVersions = 10
/** A folder without a version may be one that is about to have it. */
const strangerAge = 24 * 60 * 60 * 1000

/**
 * Which of a pack's versions go, newest first: all trained ones but the last ten that served, the last ten that never
 * did, the champion and its predecessor. However many nights are refused, they push out none that one can go back to.
 */
export function pruned(newestFirst: readonly Version[]): string[] {
  const champion = newestFirst.find(({ status }) => status === 'champion')
  const trained = newestFirst.filter(({ origin }) => origin === 'trained')
  const served = trained
    .filter(({ promotedAt }) => promotedAt !== null)
    .toSorted((a, b) => (b.promotedAt ?? 0) - (a.promotedAt ?? 0))
  const unserved = trained.filter(({ promotedAt }) => promotedAt === null)
  return [...served.slice(keptVersions), ...unserved.slice(keptVersions)]
    .map(({ version }) => version)
    .filter(version => version !== champion?.version && version !== champion?.predecessor)
}

/**
 * Removes what need not be kept: rows first, so that no row names a folder that is gone, then folders; and what a kill
 * left behind. Returns the versions that went.
 */
export async function prune(db: Db, home: string, pack: string, now: number): Promise<string[]> {
  const gone = await deleteVersions(db, pruned(await listVersions(db, pack)))
  for (const version of gone) await removeVersion(home, version)
  await removeStrangers(home, await allVersions(db), now - strangerAge)
  return gone
}
