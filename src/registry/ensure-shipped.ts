import { cardHash, loadModelFiles } from '../classifier/model-files.ts'
import type { Db } from '../db/open.ts'
import {
  championOf,
  deleteVersions,
  findChampion,
  listVersions,
  moveChampion,
  noteShipped,
  type Version,
} from './store.ts'

/**
 * At every start: the version in `modelDir`, which came with the program, is in the registry. It serves where nothing
 * served before, and takes over from the one that came with an earlier program; a trained champion stays. Returns the
 * champion. Throws AppError where the program's own files are not whole.
 */
export async function ensureShipped(db: Db, modelDir: string, now: number): Promise<Version> {
  const { card } = await loadModelFiles(modelDir)
  const { pack, version } = card
  await noteShipped(db, { version, pack, cardSha256: await cardHash(modelDir), now })
  const champion = await findChampion(db, pack)
  if (!champion || (champion.origin === 'shipped' && champion.version !== version))
    await moveChampion(db, { pack, version, by: 'shipped', now })
  // Their files went with the earlier program.
  const earlier = (await listVersions(db, pack)).filter(
    each => each.origin === 'shipped' && each.version !== version,
  )
  await deleteVersions(
    db,
    earlier.map(each => each.version),
  )
  return await championOf(db, pack)
}
