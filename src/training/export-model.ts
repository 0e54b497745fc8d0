import { writeBank } from '../classifier/bank.ts'
import { type Head, openHead } from '../classifier/head.ts'
import type { ModelCard } from '../classifier/model-card.ts'
import { type ModelFiles, sha256 } from '../classifier/model-files.ts'
import { AppError } from '../errors.ts'
import { type HeadLayers, readHead, writeHead } from '../onnx/head.ts'
import { type BaseSet, embeddingOf } from './base-set.ts'
import type { Calibration } from './calibrate-rejection.ts'
import { wholeRows } from './dataset.ts'
import type { FittedWeights } from './fit-weights.ts'
import { runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'

/** The files of a model: head.onnx, the bank where the rejection asks for it, and the card that describes them. */
export function exportModel(
  set: BaseSet,
  pack: string,
  { layers, bank, foods, outliers, history, fingerprint, trainer }: FittedWeights,
  calibration: Calibration,
  settings: FitSettings,
): ModelFiles {
  const headOnnx = writeHead(layers)
  const bankBytes = calibration.rejection.features.includes('neighbours') ? writeBank(bank) : null
  const card: ModelCard = {
    format: 1,
    pack,
    version: `${pack}-${sha256(JSON.stringify([set.backbone, settings, fingerprint, sha256(headOnnx), calibration])).slice(0, 10)}`,
    backbone: { ...set.backbone, dimensions: set.dimensions },
    head: { sha256: sha256(headOnnx), bytes: headOnnx.byteLength },
    ...(bankBytes ? { bank: { sha256: sha256(bankBytes), bytes: bankBytes.byteLength } } : {}),
    foods: [...foods],
    outliers: [...outliers],
    ...calibration,
    settings,
    seed: settings.seed,
    data: {
      fingerprint,
      baseSet: set.fingerprint,
      trainer,
      train: wholeRows(set, 'train').length,
      calibration: wholeRows(set, 'calibration').length,
    },
    history,
  }
  return { card, headOnnx, ...(bankBytes ? { bank: bankBytes } : {}) }
}

const vectors = 32
const tolerance = 1e-4

/** Runs the ONNX file on some embeddings and compares with the weights as fitted. Throws AppError when they differ. */
export async function checkVectors(fitted: ModelFiles, layers: HeadLayers, set: BaseSet): Promise<void> {
  const read = readHead(fitted.headOnnx)
  if (read.food.outputs !== layers.food.outputs) throw new AppError(500, 'The exported head lost foods.')
  const head = await openHead(fitted)
  for (let row = 0; row < Math.min(vectors, set.examples.length); row++) {
    const difference = await exportedDifference(head, layers, embeddingOf(set, row).slice())
    if (!(difference <= tolerance))
      throw new AppError(
        500,
        `The exported head differs from the trained one by ${difference} on check vector ${row}.`,
      )
  }
  await head.close()
}

/** Largest difference of a logit between the file and its layers, computed without a runtime; NaN where one has none. */
export async function exportedDifference(
  head: Head,
  layers: HeadLayers,
  embedding: Float32Array,
): Promise<number> {
  const [exported, own] = [await head.scores(embedding), runLayers(layers, embedding)]
  return Math.max(
    ...own.food.map((value, i) => Math.abs(value - (exported.food[i] ?? Number.NaN))),
    ...own.outlier.map((value, i) => Math.abs(value - (exported.outlier[i] ?? Number.NaN))),
  )
}
