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

/** Runs photos through decoding, backbone and head, as serving does. */
export async function judgePhotos(
  photos: readonly LabelledPhoto[],
  photosDir: string,
  backbone: Backbone,
  head: Head,
  progress: Progress,
): Promise<Judged[]> {
  if (backbone.id !== head.card.backbone.id) {
    throw new AppError(
      400,
      `The head was fitted on backbone ${head.card.backbone.id}, not on ${backbone.id}.`,
    )
  }
  const embedder = await openEmbedder(backbone)
  const judged: Judged[] = []
  for (const [done, photo] of photos.entries()) {
    progress(done, photos.length)
    const file = join(photosDir, photo.path)
    try {
      judged.push(await judge(photo, await embedder.embed(await wholeView(file, embedder.size)), head))
    } catch (cause) {
      throw new AppError(400, `${file} cannot be looked at: ${messageOf(cause)}`, { cause })
    }
  }
  progress(photos.length, photos.length)
  await embedder.close()
  return judged
}

/** The same from embeddings that are stored: the pack's own gate set, without a photo. */
export async function judgeBaseSet(set: BaseSet, split: Split, head: Head): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const row of wholeRows(set, split)) {
    const example = set.examples[row]
    if (example) judged.push(await judge(example, embeddingOf(set, row).slice(), head))
  }
  return judged
}

async function judge(
  photo: Pick<LabelledPhoto, 'label' | 'kind' | 'group'>,
  embedding: Float32Array,
  head: Head,
): Promise<Judged> {
  const { food, outlier, neighbours } = await head.scores(embedding)
  return {
    label: photo.label,
    kind: photo.kind,
    group: groupKey(photo),
    result: decide(food, outlier, head.card, neighbours),
    probabilities: probabilities(knownAndUnknown(food, outlier, head.card).known, head.card.temperature),
  }
}
