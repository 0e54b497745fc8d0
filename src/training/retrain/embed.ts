import { type Backbone, backboneIdIn, backboneName } from '../../classifier/model-files.ts'
import {
  type Embedded,
  keepCrops,
  keepEmbedding,
  listedPhotos,
  type Owner,
  photosWithCrops,
} from '../../dataset/index.ts'
import type { Db } from '../../db/open.ts'
import type { PhotoFiles } from '../../photos/files.ts'
import type { BaseSet } from '../base-set.ts'
import { countBy } from '../count-by.ts'
import { type Embedder, openEmbedder } from '../embed.ts'
import type { Progress } from '../progress.ts'
import { seededRandom, seedFor } from '../random.ts'
import { toRoots } from '../roots.ts'
import { stack } from '../stack.ts'
import { cropView, decode, wholeView } from '../views.ts'
import type { UsedPhoto } from './merge.ts'

interface Looking {
  db: Db
  eventId: string
  files: PhotoFiles
  /** Opened only where something is to be looked at: it takes 60 MB. */
  backbone: () => Promise<Backbone>
}

/**
 * Embeds anew, from their kept copies, the labelled photos that another backbone has embedded, and stores it. Returns
 * the ids of those whose file is gone or cannot be read: they cannot be learned from. What is done stays done.
 */
export async function embedMissing(
  { db, eventId, files, backbone }: Looking,
  backboneId: string,
  progress: Progress,
): Promise<string[]> {
  const photos = await listedPhotos(db, eventId)
  const missing = photos.filter(photo => backboneIdIn(photo.backbone) !== backboneId)
  if (missing.length === 0) return []
  const opened = await backbone()
  const gone: string[] = []
  await withEmbedder(opened, async embedder => {
    for (const [done, photo] of missing.entries()) {
      progress(done, missing.length)
      const pixels = await pathOf(files, photo)
        .then(path => (path === null ? null : wholeView(path, embedder.size)))
        .catch(() => null)
      if (pixels === null) gone.push(photo.id)
      else await keepEmbedding(db, photo, backboneName(opened), await embedder.embed(pixels))
    }
  })
  return gone
}

/** Random crops of a photo that teaches, as the base set has them. */
const usualCrops = 3
/** A food of few photos gets more of each: nothing else says what it looks like from nearer, or from the side. */
export const ofFew = { photos: 40, crops: 12 }
const cropSeed = 1
/** Stored in one transaction. */
const batch = 8

/** A photo that teaches, and of how many random crops. */
export interface Cropped extends Owner {
  crops: number
}

/** How many crops each photo that teaches should have, by the photos the food has, the base set's among them. */
export function cropsEach(
  base: Pick<BaseSet, 'examples'>,
  photos: readonly (Owner & Pick<UsedPhoto, 'label' | 'kind' | 'use'>)[],
): Cropped[] {
  const teaching = photos.filter(({ use }) => use === 'train')
  const taught = base.examples.filter(({ split, view }) => split === 'train' && view === 'whole')
  const counts = countBy([...taught, ...teaching], ({ label }) => label)
  return teaching.map(({ origin, photoId, label, kind }) => {
    const few = kind === 'food' && (counts.get(label) ?? 0) <= ofFew.photos
    return { origin, photoId, crops: few ? ofFew.crops : usualCrops }
  })
}

/**
 * Embeds random crops of the photos that have none yet, always the same ones of the same photo: how many is decided
 * once. Where a file is gone the whole photo's embedding has to do. Returns how many photos that was.
 */
export async function embedCrops(
  { db, files, backbone }: Looking,
  photos: readonly Cropped[],
  progress: Progress,
): Promise<number> {
  const have = await photosWithCrops(db)
  const missing = photos.filter(({ photoId }) => !have.has(photoId))
  if (missing.length === 0) return 0
  let gone = 0
  let made: Embedded[] = []
  await withEmbedder(await backbone(), async embedder => {
    for (const [done, photo] of missing.entries()) {
      progress(done, missing.length)
      const crops = await cropsFrom(files, photo, embedder)
      if (crops === null) gone++
      else made.push({ origin: photo.origin, photoId: photo.photoId, crops })
      if (made.length < batch) continue
      await keepCrops(db, made)
      made = []
    }
  })
  await keepCrops(db, made)
  return gone
}

async function cropsFrom(files: PhotoFiles, photo: Cropped, embedder: Embedder): Promise<Uint8Array | null> {
  const path = await pathOf(files, photo)
  const pixels = path === null ? null : await decode(path).catch(() => null)
  if (pixels === null) return null
  const random = seededRandom(seedFor(photo.photoId, cropSeed))
  const rows: Float32Array[] = []
  for (let crop = 0; crop < photo.crops; crop++) {
    const embedding = await embedder.embed(await cropView(pixels, embedder.size, random))
    // The runtime may use its memory again.
    rows.push(embedding.slice())
  }
  const dimensions = rows[0]?.length ?? 0
  return toRoots(stack(rows, dimensions), dimensions)
}

async function pathOf(files: PhotoFiles, { photoId }: Pick<Owner, 'photoId'>): Promise<string | null> {
  return (await files.read(photoId, 'photo')) ? files.pathOf(photoId, 'photo') : null
}

async function withEmbedder(backbone: Backbone, use: (embedder: Embedder) => Promise<void>): Promise<void> {
  const embedder = await openEmbedder(backbone)
  try {
    await use(embedder)
  } finally {
    await embedder.close()
  }
}
