import { join } from 'node:path'
import type { Backbone } from '../classifier/model-files.ts'
import { AppError, messageOf } from '../errors.ts'
import type { BaseSet, Example, View } from './base-set.ts'
import { openEmbedder } from './embed.ts'
import type { LabelledPhoto } from './photo-index.ts'
import type { Progress } from './progress.ts'
import { seededRandom, seedFor } from './random.ts'
import { makeScreens } from './screens.ts'
import { stack } from './stack.ts'
import { cropView, decode, wholeView } from './views.ts'

export interface ImportOptions {
  /** Folder the index's paths start from. */
  readonly photosDir: string
  /** Random crops of each training photo. */
  readonly crops: number
  /** Composited screens, of training photos only. */
  readonly screens: number
  readonly seed: number
  readonly progress: Progress
}

/** Labelled photos to embeddings. Photos of `train` also give crops and screens; the others are embedded once. */
export async function importPhotos(
  photos: readonly LabelledPhoto[],
  backbone: Backbone,
  options: ImportOptions,
): Promise<Omit<BaseSet, 'fingerprint'>> {
  const embedder = await openEmbedder(backbone)
  const screens = await makeScreens(photos, options)
  const total = photos.length + screens.length
  const examples: Example[] = []
  const rows: Float32Array[] = []

  async function add({ path: _, ...labels }: LabelledPhoto, view: View, pixels: Uint8Array): Promise<void> {
    examples.push({ ...labels, view })
    rows.push(await embedder.embed(pixels))
  }

  for (const [done, photo] of photos.entries()) {
    options.progress(done, total)
    const file = join(options.photosDir, photo.path)
    try {
      await add(photo, 'whole', await wholeView(file, embedder.size))
      if (photo.split !== 'train' || options.crops === 0) continue
      const pixels = await decode(file)
      const random = seededRandom(seedFor(photo.path, options.seed))
      for (let i = 0; i < options.crops; i++)
        await add(photo, 'crop', await cropView(pixels, embedder.size, random))
    } catch (cause) {
      throw new AppError(400, `${file} cannot be embedded: ${messageOf(cause)}`, { cause })
    }
  }
  for (const [done, screen] of screens.entries()) {
    options.progress(photos.length + done, total)
    await add(screen.labels, 'screen', await screen.render(embedder.size))
  }
  options.progress(total, total)
  await embedder.close()

  return {
    backbone: { id: backbone.id, variant: backbone.variant },
    dimensions: backbone.dimensions,
    examples,
    embeddings: stack(rows, backbone.dimensions),
  }
}
