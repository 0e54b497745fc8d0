import { join } from 'node:path'
import type { ModelFiles } from '../classifier/model-files.ts'
import type { Context } from '../context.ts'
import { messageOf } from '../errors.ts'
import { packsDir } from '../paths.ts'
import { fitInThread, lookInThread } from '../training/menu/in-thread.ts'
import type { MenuPhoto } from '../training/menu/menu-photos.ts'
import { claimedOf, fewestClaimed, menuRule } from '../training/menu/menu-rule.ts'
import { calibrationPhotos } from './learned-store.ts'

type Kitchen = Pick<Context, 'db' | 'pack' | 'log'>

/**
 * What a head says of its calibration photos: about a megabyte, and a second's work that need not be done twice. By
 * version: of the champion, and of the one that looks on.
 */
type Looked = Map<string, Promise<readonly MenuPhoto[]>>
const looked = new WeakMap<Kitchen['db'], Looked>()
const mostVersions = 2

/**
 * A head as it serves while only the foods of `menu` are served; as it is where that is null, or holds fewer than two
 * foods it claims. Where the numbers of the menu cannot be fitted those of all foods stand, and the log says why.
 */
export async function filesForMenu(
  context: Kitchen,
  files: ModelFiles,
  menu: readonly string[] | null,
): Promise<ModelFiles> {
  const { card } = files
  if (menu === null || claimedOf(card, menu).length < fewestClaimed) return files
  const rule = await lookAhead(context, files)
    .then(photos => fitInThread({ card, photos, menu }))
    .catch(error => {
      context.log.error({ reason: messageOf(error) }, 'the numbers of the menu could not be fitted')
      return menuRule(card, [], menu)
    })
  return rule ? { ...files, menu: rule } : files
}

/** Looks at the calibration photos: beforehand, so that a menu that is being ticked serves as soon as it is saved. */
export function lookAhead({ db, pack }: Kitchen, files: ModelFiles): Promise<readonly MenuPhoto[]> {
  const { version, foods } = files.card
  const kept: Looked = looked.get(db) ?? new Map()
  looked.set(db, kept)
  const before = kept.get(version)
  if (before) return before
  const photos = calibrationPhotos(db, version, foods).then(local =>
    lookInThread({ files, baseSetDir: join(packsDir, pack.id, 'base'), local }),
  )
  kept.set(version, photos)
  for (const oldest of [...kept.keys()].slice(0, -mostVersions)) kept.delete(oldest)
  // The next to ask tries again.
  photos.catch(() => kept.delete(version))
  return photos
}
