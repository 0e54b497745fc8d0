import { openHead } from '../classifier/head.ts'
import type { ModelFiles } from '../classifier/model-files.ts'
import { AppError } from '../errors.ts'
import { readHead } from '../onnx/head.ts'
import { seededRandom } from '../training/random.ts'
import { runLayers } from '../training/run-layers.ts'

const vectors = 8
/** Of a logit, or of its size where that is larger than 1: float32 sums in another order differ by less. */
const tolerance = 1e-4

/**
 * Opens a head as a worker would, and compares what it says with what its layers give when they are computed without
 * a runtime, on embeddings that are always the same. Throws AppError where it cannot serve here.
 */
export async function checkHead(files: ModelFiles): Promise<void> {
  const { card } = files
  const head = await openHead(files)
  try {
    const layers = readHead(files.headOnnx)
    for (const embedding of fixedEmbeddings(card.backbone.dimensions)) {
      const { food, outlier } = await head.scores(embedding)
      const expected = runLayers(layers, embedding)
      if (agree(food, expected.food) && agree(outlier, expected.outlier)) continue
      throw new AppError(500, `The model ${card.version} does not compute what its layers say.`)
    }
  } finally {
    await head.close()
  }
}

// Not a number is near nothing: it must not pass.
const agree = (found: Float32Array, expected: Float32Array): boolean =>
  found.length === expected.length &&
  found.every((value, i) => {
    const wanted = expected[i] ?? Number.NaN
    return Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted))
  })

function fixedEmbeddings(dimensions: number): Float32Array[] {
  const random = seededRandom(1)
  return Array.from({ length: vectors }, () => {
    const numbers = Float32Array.from({ length: dimensions }, () => random() - 0.5)
    const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0))
    return numbers.map(value => value / length)
  })
}
