import type { Tensor2D, Variable } from '@tensorflow/tfjs'
import type { HeadLayers, Layer } from '../onnx/head.ts'
import type { TrainingData } from './dataset.ts'
import { seededRandom, shuffled } from './random.ts'
import type { FitSettings } from './settings.ts'
import type { TensorFlow } from './tensorflow.ts'

/** Told after each epoch; the loss is the epoch's mean. */
export type EpochEnd = (epoch: number, loss: number, layers: HeadLayers) => Promise<void> | void

type Weights = { hidden: [Variable, Variable] | null; output: [Variable, Variable] }

/**
 * Softmax over all foods and all classes of outliers at once, weighted cross-entropy, Adam (Kingma and Ba 2015, arXiv
 * 1412.6980) with a rate that falls along a cosine. Outliers as classes are outlier exposure in its simplest form
 * (Hendrycks et al. 2019, arXiv 1812.04606). Same data, settings, backend and kind of processor: same weights.
 */
export async function trainHead(
  tf: TensorFlow,
  data: TrainingData,
  settings: FitSettings,
  onEpoch: EpochEnd,
): Promise<HeadLayers> {
  const random = seededRandom(settings.seed)
  const classes = data.foods.length + data.outliers.length
  const weights = startingWeights(tf, data.dimensions, classes, settings, random)
  const optimizer = tf.train.adam(settings.learningRate)
  const order = Array.from(data.classes.keys())
  const batches = Math.ceil(order.length / settings.batch)
  let layers = readLayers(weights, data, settings)

  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const rows = shuffled(order, random)
    let total = 0
    for (let batch = 0; batch < batches; batch++) {
      const progress = (epoch * batches + batch) / (settings.epochs * batches)
      setLearningRate(optimizer, (settings.learningRate * (1 + Math.cos(Math.PI * progress))) / 2)
      const chosen = rows.slice(batch * settings.batch, (batch + 1) * settings.batch)
      total += tf.tidy(() => {
        const { rows, targets, importance } = batchTensors(tf, data, chosen, classes, settings)
        const loss = optimizer.minimize(() => {
          const likelihood = tf.sum(tf.mul(targets, tf.logSoftmax(forward(tf, rows, weights))), 1)
          return tf.neg(tf.mean(tf.mul(importance, likelihood))).asScalar()
        }, true)
        return loss ? (loss.dataSync()[0] ?? Number.NaN) * chosen.length : Number.NaN
      })
      // Lets signals and timers in.
      if (batch % 16 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    layers = readLayers(weights, data, settings)
    await onEpoch(epoch + 1, total / order.length, layers)
  }
  optimizer.dispose()
  for (const variable of [...(weights.hidden ?? []), ...weights.output]) variable.dispose()
  return layers
}

function forward(tf: TensorFlow, inputs: Tensor2D, { hidden, output }: Weights): Tensor2D {
  const [matrix, bias] = hidden ?? output
  const first = tf.add(times(tf, inputs, matrix as Tensor2D), bias)
  return (hidden ? tf.add(tf.matMul(tf.relu(first), output[0] as Tensor2D), output[1]) : first) as Tensor2D
}

/**
 * inputs x matrix, with a gradient that turns the inputs first: the wasm backend multiplies eight times as fast by a
 * matrix that lies as it is needed than by one it is told to read the other way.
 */
const times = (tf: TensorFlow, inputs: Tensor2D, matrix: Tensor2D): Tensor2D =>
  tf.customGrad(factor => ({
    value: tf.matMul(inputs, factor as Tensor2D),
    gradFunc: gradient => tf.matMul(tf.transpose(inputs), gradient as Tensor2D),
  }))(matrix) as Tensor2D

/** A linear head starts at zero; a hidden layer with He's variance (2015, arXiv 1502.01852). */
function startingWeights(
  tf: TensorFlow,
  dimensions: number,
  classes: number,
  { hidden }: FitSettings,
  random: () => number,
): Weights {
  const normal = (rows: number, columns: number) =>
    tf.tensor2d(
      Float32Array.from(
        { length: rows * columns },
        () => Math.sqrt((2 / rows) * -2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
      ),
      [rows, columns],
    )
  const layer = (start: Tensor2D): [Variable, Variable] => [
    tf.variable(start),
    tf.variable(tf.zeros([start.shape[1]])),
  ]
  return hidden > 0
    ? { hidden: layer(normal(dimensions, hidden)), output: layer(normal(hidden, classes)) }
    : { hidden: null, output: layer(tf.zeros([dimensions, classes])) }
}

function batchTensors(
  tf: TensorFlow,
  data: TrainingData,
  chosen: readonly number[],
  classes: number,
  { labelSmoothing, inputScale }: FitSettings,
) {
  const { dimensions } = data
  const rows = new Float32Array(chosen.length * dimensions)
  const targets = new Float32Array(chosen.length * classes).fill(labelSmoothing / classes)
  const importance = new Float32Array(chosen.length)
  for (const [i, row] of chosen.entries()) {
    // Scaled here, not in a copy of them all: that is half a gigabyte for a hundred thousand rows.
    const [from, to] = [row * dimensions, i * dimensions]
    for (let k = 0; k < dimensions; k++) rows[to + k] = (data.embeddings[from + k] as number) * inputScale
    targets[i * classes + (data.classes[row] ?? 0)] = 1 - labelSmoothing + labelSmoothing / classes
    importance[i] = data.weights[row] ?? 0
  }
  return {
    rows: tf.tensor2d(rows, [chosen.length, dimensions]),
    targets: tf.tensor2d(targets, [chosen.length, classes]),
    importance: tf.tensor1d(importance),
  }
}

/** Adam reads its rate at every step; the field is declared protected, and TensorFlow.js has no schedule of its own. */
function setLearningRate(optimizer: ReturnType<TensorFlow['train']['adam']>, rate: number): void {
  ;(optimizer as unknown as { learningRate: number }).learningRate = rate
}

/** The input's scale goes into the first weights, the joint output apart into foods and outliers. */
function readLayers(
  { hidden, output }: Weights,
  data: TrainingData,
  { inputScale }: FitSettings,
): HeadLayers {
  const first = hidden ? readLayer(hidden, inputScale) : null
  const joint = readLayer(output, hidden ? 1 : inputScale)
  return {
    hidden: first,
    food: columns(joint, 0, data.foods.length),
    outlier: columns(joint, data.foods.length, joint.outputs),
  }
}

function readLayer([matrix, bias]: [Variable, Variable], scale: number): Layer {
  const [inputs = 0, outputs = 0] = matrix.shape
  return {
    inputs,
    outputs,
    weights: Float32Array.from(matrix.dataSync(), weight => weight * scale),
    bias: Float32Array.from(bias.dataSync()),
  }
}

function columns({ inputs, outputs, weights, bias }: Layer, from: number, to: number): Layer {
  const part = new Float32Array(inputs * (to - from))
  for (let row = 0; row < inputs; row++) {
    part.set(weights.subarray(row * outputs + from, row * outputs + to), row * (to - from))
  }
  return { inputs, outputs: to - from, weights: part, bias: bias.slice(from, to) }
}
