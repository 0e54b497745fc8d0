import type { Logits } from '../classifier/head.ts'
import type { HeadLayers, Layer } from '../onnx/head.ts'

/** A head computed without a runtime, for calibration while it is still being fitted. */
export function runLayers({ hidden, food, outlier }: HeadLayers, embedding: Float32Array): Logits {
  const trunk = hidden ? affine(hidden, embedding).map(value => Math.max(0, value)) : embedding
  return { food: affine(food, trunk), outlier: affine(outlier, trunk) }
}

function affine({ outputs, weights, bias }: Layer, input: Float32Array): Float32Array {
  const result = Float32Array.from(bias)
  for (let i = 0; i < input.length; i++) {
    const value = input[i] ?? 0
    if (value === 0) continue
    const start = i * outputs
    for (let j = 0; j < outputs; j++) result[j] = (result[j] ?? 0) + value * (weights[start + j] ?? 0)
  }
  return result
}
