import type { Tensor2D } from '@tensorflow/tfjs'
import type { Logits } from '../classifier/head.ts'
import type { HeadLayers, Layer } from '../onnx/head.ts'
import type { TensorFlow } from './tensorflow.ts'

/** A head computed without a runtime, for calibration while it is still being fitted. */
export function runLayers({ hidden, food, outlier }: HeadLayers, embedding: Float32Array): Logits {
  const trunk = hidden ? affine(hidden, embedding).map(value => Math.max(0, value)) : embedding
  return { food: affine(food, trunk), outlier: affine(outlier, trunk) }
}

/** The same for many embeddings [photos, dimensions] at once; logits as [photos, classes]. */
export function runAll(
  tf: TensorFlow,
  { hidden, food, outlier }: HeadLayers,
  embeddings: Float32Array,
): Logits {
  const inputs = (hidden ?? food).inputs
  const all = ({ inputs, outputs, weights, bias }: Layer, from: Tensor2D): Tensor2D =>
    tf.add(tf.matMul(from, tf.tensor2d(weights, [inputs, outputs])), tf.tensor1d(bias))
  const logits = tf.tidy((): [Tensor2D, Tensor2D] => {
    const photos = tf.tensor2d(embeddings, [embeddings.length / inputs, inputs])
    const trunk = hidden ? tf.relu(all(hidden, photos)) : photos
    return [all(food, trunk), all(outlier, trunk)]
  })
  const [foods, outliers] = logits.map(tensor => tensor.dataSync<'float32'>())
  for (const tensor of logits) tensor.dispose()
  return { food: foods ?? new Float32Array(), outlier: outliers ?? new Float32Array() }
}

function affine({ outputs, weights, bias }: Layer, input: Float32Array): Float32Array {
  const result = Float32Array.from(bias)
  for (let i = 0; i < input.length; i++) {
    const value = input[i] as number
    if (value === 0) continue
    const start = i * outputs
    for (let j = 0; j < outputs; j++)
      result[j] = (result[j] as number) + value * (weights[start + j] as number)
  }
  return result
}
