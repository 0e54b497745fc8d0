import { setImmediate } from 'node:timers/promises'
import { backboneIdIn } from '../classifier/model-files.ts'
import type { Db } from '../db/open.ts'
import { type BaseSet, embeddingOf, hasBaseSet, readBaseSet } from '../training/base-set.ts'
import { placesOf } from '../training/places.ts'
import { isNear } from '../training/retrain/near.ts'
import { embeddingsOf } from './embedding-store.ts'
import type { ListedPhoto } from './store.ts'

type Photo = Pick<ListedPhoto, 'origin' | 'photoId' | 'backbone'>

/** A photo and what the pack came with never change, so each is compared once. */
const compared = new Map<string, boolean>()
/** Some 10 MB, read when the first photo is compared. */
const judged = new Map<string, Promise<BaseSet | null>>()
/** Compared at a time, some 6 ms, before whoever waits for another page has a turn. */
const batch = 4
/** Ends when all are compared that were asked for so far. */
let comparing: Promise<void> = Promise.resolve()

/**
 * Which of these are almost a photo that the pack judges or sets thresholds by: they do not teach. Those that another
 * backbone embedded are not compared, and count until they are embedded anew.
 */
export async function nearJudged(db: Db, pack: string, photos: readonly Photo[]): Promise<Set<string>> {
  if (photos.some(({ photoId }) => !compared.has(photoId))) {
    // One after the other: whoever waited finds most of theirs done.
    comparing = comparing.catch(() => {}).then(() => compare(db, pack, photos))
    await comparing
  }
  return new Set(photos.flatMap(({ photoId }) => (compared.get(photoId) ? [photoId] : [])))
}

async function compare(db: Db, pack: string, photos: readonly Photo[]): Promise<void> {
  // A damaged one ends the training, which says so; pages count without it.
  const loaded = judged.get(pack) ?? load(pack).catch(() => null)
  judged.set(pack, loaded)
  const base = await loaded
  if (!base) return
  const missing = photos.filter(
    ({ photoId, backbone }) => !compared.has(photoId) && backboneIdIn(backbone) === base.backbone.id,
  )
  for (let start = 0; start < missing.length; start += batch) {
    for (const [id, embedding] of await embeddingsOf(db, missing.slice(start, start + batch))) {
      compared.set(
        id,
        base.examples.some((_, row) => isNear(embedding, embeddingOf(base, row))),
      )
    }
    await setImmediate()
  }
}

/** Null for a pack that came with no photos. */
async function load(pack: string): Promise<BaseSet | null> {
  const { baseSet } = placesOf(pack)
  if (!hasBaseSet(baseSet)) return null
  return await readBaseSet(baseSet, ({ split, view }) => split !== 'train' && view === 'whole')
}
