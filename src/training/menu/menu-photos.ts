import { nearestOfEach, readBank } from '../../classifier/bank.ts'
import type { Logits } from '../../classifier/head.ts'
import type { ModelFiles } from '../../classifier/model-files.ts'
import { readHead } from '../../onnx/head.ts'
import { type BaseSet, embeddingOf, readBaseSet } from '../base-set.ts'
import { groupKey, type LabelledPhoto } from '../photo-index.ts'
import { runLayers } from '../run-layers.ts'

/** A photo of `calibration` that came in here. */
export interface LocalPhoto extends Pick<LabelledPhoto, 'label' | 'kind' | 'group'> {
  /** Unit length. */
  readonly embedding: Float32Array
}

/** What a head says of one photo of `calibration`: all that is needed of it, whichever foods are served. */
export interface MenuPhoto extends Pick<LabelledPhoto, 'label' | 'kind'> {
  /** Near-duplicates share one. */
  readonly group: string
  readonly logits: Logits
  /** As bank.ts gives it; null where the head has no bank. */
  readonly nearest: Float64Array | null
}

/** The photos that `calibration` of a head's version was made of, seen by that head: about a millisecond each. */
export async function readMenuPhotos(
  files: ModelFiles,
  baseSetDir: string,
  local: readonly LocalPhoto[],
): Promise<MenuPhoto[]> {
  const set = await readBaseSet(baseSetDir, ({ split, view }) => split === 'calibration' && view === 'whole')
  return menuPhotos(files, [...photosOf(set), ...local])
}

const photosOf = (set: BaseSet): LocalPhoto[] =>
  set.examples.map((example, row) => ({ ...example, embedding: embeddingOf(set, row) }))

export function menuPhotos(files: ModelFiles, photos: readonly LocalPhoto[]): MenuPhoto[] {
  const layers = readHead(files.headOnnx)
  const bank = files.bank ? readBank(files.bank) : null
  return photos.map(({ label, kind, group, embedding }) => ({
    label,
    kind,
    group: groupKey({ label, group }),
    logits: runLayers(layers, embedding),
    nearest: bank && nearestOfEach(bank, embedding, files.card.foods.length),
  }))
}
