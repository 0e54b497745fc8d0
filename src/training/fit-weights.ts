import { createHash } from 'node:crypto'
import type { Bank } from '../classifier/bank.ts'
import type { ModelCard } from '../classifier/model-card.ts'
import { knownAndUnknown, probabilities } from '../classifier/verdict.ts'
import type { HeadLayers } from '../onnx/head.ts'
import { type BaseSet, embeddingOf } from './base-set.ts'
import { type CrossValidation, crossValidate, foldEpochs } from './cross-validate.ts'
import { type TrainingData, trainingData, wholeRows } from './dataset.ts'
import { wellKnown } from './evaluate.ts'
import { makeBank } from './make-bank.ts'
import { logLoss } from './metrics/calibration.ts'
import { macroF1 } from './metrics/classification.ts'
import { auroc } from './metrics/rejection.ts'
import type { Progress } from './progress.ts'
import { rowWeights } from './row-weights.ts'
import { runAll } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import { stack } from './stack.ts'
import { fitTemperature } from './temperature.ts'
import { loadTensorFlow, type TensorFlow } from './tensorflow.ts'
import { trainHead } from './train-head.ts'
import { crossValidatedFoods } from './training-photos.ts'

/** What `train` gives; `calibration` decides the rest. */
export interface FittedWeights {
  readonly layers: HeadLayers
  readonly bank: Bank
  /** All foods of `train`, and kinds of outliers: the head's classes. */
  readonly foods: readonly string[]
  readonly outliers: readonly string[]
  readonly validated: CrossValidation
  readonly history: ModelCard['history']
  /** SHA-256 of what it was fitted on. */
  readonly fingerprint: string
  readonly trainer: string
}

/** Fits the head's weights, and fills the bank. Most of a fit's time. */
export async function fitWeights(
  set: BaseSet,
  settings: FitSettings,
  progress: Progress,
): Promise<FittedWeights> {
  // What is fitted on, and its classes.
  const { tf, trainer } = await loadTensorFlow()
  const newFoods = crossValidatedFoods(set, settings)
  const data = trainingData(tf, set, newFoods, settings)
  const bank = makeBank(tf, set, data.foods, settings.bankComponents, settings.seed)

  // What new foods look like to a head that has not seen the photo: some cannot be learned from these yet.
  const before = foldEpochs(newFoods, settings)
  const epochs = before + settings.epochs
  progress(0, epochs)
  const validated = await crossValidate(tf, set, data, newFoods, settings, done => progress(done, epochs))

  // Gradient descent; after each epoch a look at `calibration`, drawn but not acted on.
  const history: ModelCard['history'] = []
  const glance = glanceAt(tf, set, data)
  const weighed = { ...data, weights: rowWeights(data.rows, validated.learned, settings) }
  const layers = await trainHead(tf, weighed, settings, (epoch, loss, now) => {
    history.push({ epoch, loss, ...glance(now) })
    progress(before + epoch, epochs)
  })

  const fingerprint = createHash('sha256')
    .update(new Uint8Array(data.embeddings.buffer))
    .update([...data.foods, ...data.outliers].join('\n'))
    .update(new Uint8Array(data.classes.buffer))
    .digest('hex')
  const { foods, outliers } = data
  return { layers, bank, foods, outliers, validated, history, fingerprint, trainer }
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
  const embeddings = stack(
    photos.map(({ row }) => embeddingOf(set, row)),
    set.dimensions,
  )
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
