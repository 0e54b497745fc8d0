import type { ModelFiles } from '../classifier/model-files.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import {
  addCandidate,
  championOf,
  deleteVersions,
  followChampion,
  promote,
  writeVersion,
} from '../registry/index.ts'
import { readBaseSet, writeBaseSet } from '../training/base-set.ts'
import { fitHead } from '../training/fit.ts'
import { placesOf } from '../training/places.ts'
import type { Progress } from '../training/progress.ts'
import { fitSettings } from '../training/settings.ts'
import { reducedBaseSet } from './base-set.ts'
import type { Pools } from './pools.ts'

/**
 * The event begins with a model that was fitted on less than there is, so that there is something left to learn, and
 * with no other: the shipped one has seen what players are about to photograph. Writes the base set that this model, the
 * job and the gate use into `dir`. Returns `dir`.
 */
export async function beginWithLess(
  context: Context,
  { withheld }: Pick<Pools, 'withheld'>,
  dir: string,
  progress: Progress,
): Promise<string> {
  const { pack } = context
  await writeBaseSet(dir, reducedBaseSet(await readBaseSet(placesOf(pack.id).baseSet), withheld))
  await beginWith(context, await fitHead(await readBaseSet(dir), pack.id, fitSettings(), progress))
  await followChampion(context)
  return dir
}

/** A model in the place of the shipped one, as if the program had come with it. */
export async function beginWith(
  { db, config, clock }: { db: Db; config: { home: string }; clock: () => number },
  files: ModelFiles,
): Promise<void> {
  const { version, pack, backbone } = files.card
  const shipped = await championOf(db, pack)
  const cardSha256 = await writeVersion(config.home, files, [])
  const none = { comparedWith: null, jobId: null, report: null, examples: [] }
  await addCandidate(db, { version, pack, cardSha256, status: 'candidate', ...none, now: clock() })
  const registry = { db, home: config.home, backboneId: backbone.id }
  await promote(registry, version, { by: 'shipped', now: clock() })
  await deleteVersions(db, [shipped.version])
}
