import { existsSync } from 'node:fs'
import type { ModelFiles } from '../../classifier/model-files.ts'
import { openDatabase } from '../../db/open.ts'
import { AppError } from '../../errors.ts'
import { outlierKinds } from '../../feedback/review/decisions.ts'
import { openHome } from '../../home.ts'
import { findVersion, loadVersion, usedExamples } from '../../registry/index.ts'
import type { BaseSet } from '../base-set.ts'
import type { Kind, Split } from '../photo-index.ts'
import { mergeSets } from './merge.ts'
import { inOrder } from './split.ts'

/**
 * A version that was made here and the set it was fitted on: the base set, and the photos of this event whose ids are
 * kept with it. Null where the home knows no such version. Throws AppError 409 that names the photos which are gone, for
 * without them there is no making it again, and 500 where its files are not whole.
 */
export async function trainedVersion(
  dir: string,
  version: string,
  base: BaseSet,
): Promise<{ files: ModelFiles; set: BaseSet } | null> {
  if (!existsSync(dir)) return null
  const home = openHome(dir)
  if (!existsSync(home.database)) return null
  const db = await openDatabase(home.database)
  try {
    const known = await findVersion(db, version)
    if (known?.origin !== 'trained') return null
    const files = await loadVersion(home.dir, known)
    const used = (await usedExamples(db, version)).sort(inOrder)
    const kindOf = kindsOf(base)
    const photos = used.map(({ photoId, split, ...photo }) => ({
      ...{ ...photo, photoId: photoId ?? '', kind: kindOf(photo.label), use: split as Split },
    }))
    const { set, photos: there } = await mergeSets(db, base, known.pack, photos)
    const gone = used.filter(({ id }) => !there.includes(id))
    if (gone.length > 0) throw new AppError(409, goneWords(version, gone, used.length))
    return { files, set }
  } finally {
    await db.destroy()
  }
}

const shown = 20

function goneWords(version: string, gone: readonly { origin: string; id: string }[], all: number): string {
  const names = gone.slice(0, shown).map(({ origin, id }) => `${origin} ${id}`)
  const more = gone.length > shown ? ` and ${gone.length - shown} more` : ''
  return (
    `${gone.length} of the ${all} photos that ${version} learned from are gone (erased, or deleted), so the same bytes ` +
    `cannot be made again: ${names.join(', ')}${more}.`
  )
}

/** Labels are of one kind each: an outlier's is never a food's. */
function kindsOf(base: BaseSet): (label: string) => Kind {
  const outliers = new Set<string>(outlierKinds)
  for (const { kind, label } of base.examples) if (kind === 'outlier') outliers.add(label)
  return label => (outliers.has(label) ? 'outlier' : 'food')
}
