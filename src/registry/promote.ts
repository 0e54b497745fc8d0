import { type ModelFiles, refuseOtherBackbone } from '../classifier/model-files.ts'
import type { Db } from '../db/open.ts'
import { AppError, notFound } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import { checkHead } from './check-head.ts'
import { loadVersion, type StoredVersion } from './model-folder.ts'
import { findVersion, type Move, moveChampion, type Promotion } from './store.ts'

/** Where versions are, and what they have to fit. */
export interface Registry {
  readonly db: Db
  /** TANGKAP_HOME. */
  readonly home: string
  readonly backboneId: string
}

/** A version's files, proved: the bytes that were written, for this backbone, computing what their layers say. */
export async function loadChecked(
  { home, backboneId }: Registry,
  version: StoredVersion,
): Promise<ModelFiles> {
  const files = await loadVersion(home, version)
  refuseOtherBackbone(files.card, backboneId)
  await checkHead(files)
  return files
}

/**
 * Lets a version serve, or an earlier one again: rolling back is the same act. It is loaded, opened and checked first;
 * then one transaction moves the champion pointer. Works in any process: running servers follow within a second
 * (follow-champion.ts).
 *
 * The gate's word holds only against the champion it compared with. Throws AppError: 404 without such a version, 409
 * where the gate refused it, its files are not whole, or it is for another backbone.
 */
export async function promote(
  registry: Registry,
  name: string,
  how: Pick<Move, 'by' | 'now' | 'from' | 'notice'>,
): Promise<Promotion> {
  const version = await findVersion(registry.db, name)
  if (!version) throw notFound(phrase`model`)
  if (version.status === 'rejected')
    throw new AppError(409, phrase`This version was refused, so it cannot be used. Its report says why.`)
  const files = await loadVersion(registry.home, version).catch(unusable)
  if (files.card.backbone.id !== registry.backboneId)
    throw new AppError(
      409,
      phrase`This version was made for another backbone, so it cannot be used here. Pick another one.`,
    )
  await checkHead(files).catch(unusable)
  const from = how.by === 'gate' ? (version.comparedWith ?? undefined) : how.from
  return await moveChampion(registry.db, { pack: version.pack, version: name, ...how, from })
}

function unusable(cause: unknown): never {
  throw new AppError(
    409,
    phrase`The files of this version are damaged, so it cannot be used. Pick another one.`,
    { cause },
  )
}
