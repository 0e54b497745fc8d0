import { join } from 'node:path'
import type { Head } from '../classifier/head.ts'
import type { Backbone } from '../classifier/model-files.ts'
import { decide, knownAndUnknown, probabilities } from '../classifier/verdict.ts'
import { AppError, messageOf } from '../errors.ts'
import { type BaseSet, embeddingOf } from './base-set.ts'
import { wholeRows } from './dataset.ts'
import { openEmbedder } from './embed.ts'
import type { Judged } from './evaluate.ts'
import { groupKey, type LabelledPhoto, type Split } from './photo-index.ts'
import type { Progress } from './progress.ts'
import { wholeView } from './views.ts'

/** A labelled photo with its embedding: unit length, so that any head can judge it. */
export interface Seen extends Pick<LabelledPhoto, 'label' | 'kind' | 'group'> {
  readonly embedding: Float32Array
}

/** Runs photos through decoding and backbone, as serving does. */
export async function seePhotos(
  photos: readonly LabelledPhoto[],
  photosDir: string,
  backbone: Backbone,
  progress: Progress,
): Promise<Seen[]> {
  const embedder = await openEmbedder(backbone)
  const seen: Seen[] = []
  for (const [done, photo] of photos.entries()) {
    progress(done, photos.length)
    const file = join(photosDir, photo.path)
    try {
      seen.push({ ...photo, embedding: await embedder.embed(await wholeView(file, embedder.size)) })
    } catch (cause) {
      throw new AppError(400, `${file} cannot be looked at: ${messageOf(cause)}`, { cause })
    }
  }
  progress(photos.length, photos.length)
  await embedder.close()
  return seen
}

/** The same from embeddings that are stored: the pack's own gate set, without a photo. */
export const seenInBaseSet = (set: BaseSet, split: Split): Seen[] =>
  wholeRows(set, split).flatMap(row => {
    const example = set.examples[row]
    return example ? [{ ...example, embedding: embeddingOf(set, row).slice() }] : []
  })

/** What a head says of split `test`, which has decided nothing. */
export const judgeBaseSet = (set: BaseSet, head: Head): Promise<Judged[]> =>
  judgeSeen(seenInBaseSet(set, 'test'), head)

/** What a head says of photos: by the card's numbers, or by those of its menu. */
export async function judgeSeen(photos: readonly Seen[], head: Head): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const photo of photos) {
    const { food, outlier, neighbours } = await head.scores(photo.embedding)
    judged.push({
      label: photo.label,
      kind: photo.kind,
      group: groupKey(photo),
      result: decide(food, outlier, head.rule, neighbours),
      probabilities: probabilities(knownAndUnknown(food, outlier, head.rule).named, head.rule.temperature),
    })
  }
  return judged
}
