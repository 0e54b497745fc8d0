import { createHash } from 'node:crypto'
import { writeBank } from '../classifier/bank.ts'
import { openHead } from '../classifier/head.ts'
import type { ModelCard } from '../classifier/model-card.ts'
import { type ModelFiles, sha256 } from '../classifier/model-files.ts'
import { knownAndUnknown, probabilities } from '../classifier/verdict.ts'
import { AppError } from '../errors.ts'
import { type HeadLayers, readHead, writeHead } from '../onnx/head.ts'
import { type BaseSet, embeddingOf } from './base-set.ts'
import { calibrate, crossValidatedFoods } from './calibrate.ts'
import { crossValidate, foldEpochs } from './cross-validate.ts'
import { type TrainingData, trainingData, wholeRows } from './dataset.ts'
import { wellKnown } from './evaluate.ts'
import { makeBank } from './make-bank.ts'
import { logLoss } from './metrics/calibration.ts'
import { macroF1 } from './metrics/classification.ts'
import { auroc } from './metrics/rejection.ts'
import type { Progress } from './progress.ts'
import { rowWeights } from './row-weights.ts'
import { runAll, runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import { fitTemperature } from './temperature.ts'
import { loadTensorFlow, type TensorFlow } from './tensorflow.ts'
import { trainHead } from './train-head.ts'

/**
 * A base set to a head and its card, the recipe from top to bottom. Same base set, settings, backend and kind of
 * processor: same bytes, and so the same version.
 */
export async function fitHead(
  set: BaseSet,
  pack: string,
  settings: FitSettings,
  progress: Progress,
): Promise<ModelFiles> {
  // What is fitted on, and its classes.
  const { tf, trainer } = await loadTensorFlow()
  const newFoods = crossValidatedFoods(set, settings)
  const data = trainingData(tf, set, newFoods, settings)
  const bank = makeBank(tf, set, data.foods, settings.bankComponents, settings.seed)

  // What new foods look like to a head that has not seen the photo: some cannot be learned from these yet.
  const before = foldEpochs(newFoods, settings)
  const epochs = before + settings.epochs
  progress(0, epochs)
  const validated = await crossValidate(tf, set, data, bank, newFoods, settings, done =>
    progress(done, epochs),
  )

  // Gradient descent; after each epoch a look at `calibration`, drawn but not acted on.
  const history: ModelCard['history'] = []
  const glance = glanceAt(tf, set, data)
  const weighed = { ...data, weights: rowWeights(data.rows, validated.learned, settings) }
  const layers = await trainHead(tf, weighed, settings, (epoch, loss, now) => {
    history.push({ epoch, loss, ...glance(now) })
    progress(before + epoch, epochs)
  })

  // Claimed foods, temperature, rejection, conformal threshold.
  const calibration = calibrate(set, layers, bank, data.foods, validated, settings)

  // The file, and proof that it computes what was fitted.
  const headOnnx = writeHead(layers)
  const bankBytes = calibration.rejection.features.includes('neighbours') ? writeBank(bank) : null
  const fingerprint = createHash('sha256')
    .update(new Uint8Array(data.embeddings.buffer))
    .update([...data.foods, ...data.outliers].join('\n'))
    .update(new Uint8Array(data.classes.buffer))
    .digest('hex')
  const card: ModelCard = {
    format: 1,
    pack,
    version: `${pack}-${sha256(JSON.stringify([set.backbone, settings, fingerprint, sha256(headOnnx), calibration])).slice(0, 10)}`,
    backbone: { ...set.backbone, dimensions: set.dimensions },
    head: { sha256: sha256(headOnnx), bytes: headOnnx.byteLength },
    ...(bankBytes ? { bank: { sha256: sha256(bankBytes), bytes: bankBytes.byteLength } } : {}),
    foods: [...data.foods],
    outliers: [...data.outliers],
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
  const fitted: ModelFiles = { card, headOnnx, ...(bankBytes ? { bank: bankBytes } : {}) }
  await checkAgainstTrainer(fitted, layers, set)
  return fitted
}

type Glance = Omit<ModelCard['history'][number], 'epoch' | 'loss'>

/** Log loss, macro-F1 and AUROC on `calibration`, over the foods with many training photos: few would only be noise. */
function glanceAt(
  tf: TensorFlow,
  set: BaseSet,
  { foods: all }: TrainingData,
): (layers: HeadLayers) => Glance {
  const counts = Map.groupBy(wholeRows(set, 'train'), row => set.examples[row]?.label ?? '')
  const many = all.filter(food => (counts.get(food)?.length ?? 0) >= wellKnown)
  // In a small base set no food has many.
  const foods = many.length >= 2 ? many : [...all]
  const photos = wholeRows(set, 'calibration').flatMap(row => {
    const { label = '', kind } = set.examples[row] ?? {}
    const isFood = kind === 'food'
    return isFood && !foods.includes(label) ? [] : [{ label, isFood, row }]
  })
  const embeddings = new Float32Array(photos.length * set.dimensions)
  for (const [i, { row }] of photos.entries()) embeddings.set(embeddingOf(set, row), i * set.dimensions)
  const most = (logits: readonly number[]) => logits.indexOf(Math.max(...logits))
  const sum = (logits: readonly number[]) =>
    Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0))
  return layers => {
    const { food, outlier } = runAll(tf, layers, embeddings)
    const seen = photos.map((photo, i) => ({
      ...photo,
      ...knownAndUnknown(rowOf(food, i, layers.food.outputs), rowOf(outlier, i, layers.outlier.outputs), {
        foods: [...all],
        claimed: foods,
      }),
    }))
    const known = seen
      .filter(({ isFood }) => isFood)
      .map(photo => ({ logits: photo.known, truth: foods.indexOf(photo.label), label: photo.label }))
    const temperature = fitTemperature(known)
    const score = ({ known, unknown }: (typeof seen)[number]) => sum(unknown) - sum(known)
    return {
      calibrationLogLoss: logLoss(
        known.map(({ logits, truth }) => ({ probabilities: probabilities(logits, temperature), truth })),
      ),
      calibrationMacroF1: macroF1(
        known.map(({ label, logits }) => ({ truth: label, answer: foods[most(logits)] ?? null })),
        foods,
      ),
      calibrationAuroc: auroc(
        seen.filter(({ isFood }) => !isFood).map(score),
        seen.filter(({ isFood }) => isFood).map(score),
      ),
    }
  }
}

const rowOf = (matrix: Float32Array, row: number, width: number) =>
  matrix.subarray(row * width, (row + 1) * width)

const checkVectors = 32
const tolerance = 1e-4

/** Runs the ONNX file on some embeddings and compares with the weights as fitted. Throws AppError when they differ. */
async function checkAgainstTrainer(fitted: ModelFiles, layers: HeadLayers, set: BaseSet): Promise<void> {
  const read = readHead(fitted.headOnnx)
  if (read.food.outputs !== layers.food.outputs) throw new AppError(500, 'The exported head lost foods.')
  const head = await openHead(fitted)
  for (let row = 0; row < Math.min(checkVectors, set.examples.length); row++) {
    const embedding = embeddingOf(set, row).slice()
    const [exported, own] = [await head.scores(embedding), runLayers(layers, embedding)]
    const apart = [
      ...own.food.map((value, i) => Math.abs(value - (exported.food[i] ?? Number.NaN))),
      ...own.outlier.map((value, i) => Math.abs(value - (exported.outlier[i] ?? Number.NaN))),
    ]
    if (!apart.every(difference => difference <= tolerance)) {
      throw new AppError(
        500,
        `The exported head differs from the trained one by ${Math.max(...apart)} on check vector ${row}.`,
      )
    }
  }
  await head.close()
}
