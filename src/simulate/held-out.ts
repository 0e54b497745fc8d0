import { join } from 'node:path'
import { openHead } from '../classifier/head.ts'
import type { Classifier } from '../classifier/index.ts'
import type { ModelFiles } from '../classifier/model-files.ts'
import type { LabelledPhoto } from '../training/photo-index.ts'
import type { Progress } from '../training/progress.ts'
import { wholeView } from '../training/views.ts'
import type { Pools } from './pools.ts'
import type { Answered } from './scores.ts'

/** A held-out photo as a head sees it. */
export interface HeldOut {
  /** A food's id; null: no food the event ever knows. */
  readonly food: string | null
  readonly embedding: Float32Array
}

/** Lets the serving workers look at the held-out photos once: the backbone stays, whatever head serves. */
export async function lookAtHeldOut(
  classifier: Classifier,
  { heldOut, strangers }: Pools,
  photosDir: string,
  progress: Progress,
): Promise<HeldOut[]> {
  const foodOf = ({ kind, label }: LabelledPhoto) =>
    kind === 'outlier' || strangers.includes(label) ? null : label
  const looked: HeldOut[] = []
  for (const photo of heldOut) {
    progress(looked.length, heldOut.length)
    const pixels = await wholeView(join(photosDir, photo.path), classifier.size)
    const { embedding } = await classifier.classify(pixels)
    looked.push({ food: foodOf(photo), embedding })
  }
  progress(looked.length, heldOut.length)
  return looked
}

/** What a model answers about photos that were looked at. */
export async function answersOf(model: ModelFiles, photos: readonly HeldOut[]): Promise<Answered[]> {
  const head = await openHead(model)
  try {
    const answers: Answered[] = []
    for (const { food, embedding } of photos) answers.push({ food, result: await head.judge(embedding) })
    return answers
  } finally {
    await head.close()
  }
}
