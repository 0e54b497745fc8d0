import { cropsOf, embeddingsOf, type Owner } from '../../dataset/index.ts'
import type { Db } from '../../db/open.ts'
import { type BaseSet, type Example, embeddingOf } from '../base-set.ts'
import type { Kind, Split } from '../photo-index.ts'
import { fromRoots } from '../roots.ts'
import { stack } from '../stack.ts'

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
  const rows: { example: Example; embedding: Float32Array; photoId: string }[] = []
  const there: string[] = []
  for (const photo of photos) {
    const { id, label, kind, photoId, use } = photo
    const embedding = known.get(photoId)
    if (!embedding) continue
    there.push(id)
    const example: Example = {
      ...{ pack, label, kind, split: use, source: 'local', local: true, view: 'whole' },
      group: localGroup(photo.group),
    }
    rows.push({ example, embedding, photoId })
    const crops = use === 'train' ? await cropsOf(db, photo) : null
    for (const crop of crops ? cropsIn(crops, base.dimensions) : [])
      rows.push({ example: { ...example, view: 'crop' }, embedding: crop, photoId })
  }
  const examples = [...base.examples, ...rows.map(({ example }) => example)]
  const local = stack(
    rows.map(({ embedding }) => embedding),
    base.dimensions,
  )
  const embeddings = new Float32Array(base.embeddings.length + local.length)
  embeddings.set(base.embeddings)
  embeddings.set(local, base.embeddings.length)
  return {
    set: { ...base, examples, embeddings },
    photoIds: [...base.examples.map(() => null), ...rows.map(({ photoId }) => photoId)],
    photos: there,
  }
}

function cropsIn(roots: Uint8Array, dimensions: number): Float32Array[] {
  const rows = [...Array(roots.length / dimensions).keys()]
  const embeddings = fromRoots(roots, dimensions, rows)
  return rows.map(row => embeddingOf({ embeddings, dimensions }, row))
}
