import { cropsOf, embeddingsOf, type Owner } from '../../dataset/index.ts'
import type { Db } from '../../db/open.ts'
import type { BaseSet, Example } from '../base-set.ts'
import type { Kind, Split } from '../photo-index.ts'
import { fromRoots } from '../roots.ts'

/** A photo of this event and what it is for, as it is kept with the version that was made of it. */
export interface UsedPhoto extends Owner {
  id: string
  label: string
  kind: Kind
  group: string
  use: Split
}

export interface MergedSet {
  /** The base set's rows, and behind them those of this event. */
  set: BaseSet
  /** What names the files of a row's photo; null for rows of the base set. */
  photoIds: (string | null)[]
  /** Ids of the catches and examples in it: not of those that are gone: erased, or deleted. */
  photos: string[]
}

/** A near-duplicate group of this event by its name in the merged set: never that of one of the base set's. */
export const localGroup = (group: string) => `local:${group}`

/**
 * The base set with photos of this event, in the order they are given, those that teach each with its crops: as they were
 * labelled then, whatever has been decided since.
 */
export async function mergeSets(
  db: Db,
  base: BaseSet,
  pack: string,
  photos: readonly UsedPhoto[],
): Promise<MergedSet> {
  const known = await embeddingsOf(db, photos)
  // Crops stay bytes until their place is known: as numbers a hundred thousand of them would stand in memory twice.
  const merged: { example: Example; photoId: string; whole: Float32Array; crops: Uint8Array | null }[] = []
  const there: string[] = []
  for (const photo of photos) {
    const { id, label, kind, photoId, use } = photo
    const whole = known.get(photoId)
    if (!whole) continue
    there.push(id)
    const example: Example = {
      ...{ pack, label, kind, split: use, source: 'local', local: true, view: 'whole' },
      group: localGroup(photo.group),
    }
    merged.push({ example, photoId, whole, crops: use === 'train' ? await cropsOf(db, photo) : null })
  }

  const { dimensions } = base
  const rows = merged.flatMap(({ example, photoId, crops }) => {
    const crop = { example: { ...example, view: 'crop' as const }, photoId }
    return [{ example, photoId }, ...Array.from({ length: (crops?.length ?? 0) / dimensions }, () => crop)]
  })
  const embeddings = new Float32Array(base.embeddings.length + rows.length * dimensions)
  embeddings.set(base.embeddings)
  let end = base.embeddings.length
  for (const { whole, crops } of merged) {
    embeddings.set(whole, end)
    end += dimensions
    if (!crops) continue
    const their = fromRoots(crops, dimensions, [...Array(crops.length / dimensions).keys()])
    embeddings.set(their, end)
    end += their.length
  }
  return {
    set: { ...base, examples: [...base.examples, ...rows.map(({ example }) => example)], embeddings },
    photoIds: [...base.examples.map(() => null), ...rows.map(({ photoId }) => photoId)],
    photos: there,
  }
}
