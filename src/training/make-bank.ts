import type { Tensor2D } from '@tensorflow/tfjs'
import { type Bank, noFood } from '../classifier/bank.ts'
import { dot } from '../dataset/embedding.ts'
import { type BaseSet, embeddingOf, isLocalFood } from './base-set.ts'
import { type Random, seededRandom } from './random.ts'
import { stack } from './stack.ts'
import { type TensorFlow, valuesOf } from './tensorflow.ts'

/** Crops of one photo that stand in a bank: more would be all the neighbours another photo has. */
const cropsInBank = 3

/** The rows of a bank: all whole training photos, and the first crops of foods of this event. */
export function bankRows(set: Pick<BaseSet, 'examples'>): number[] {
  let crops = 0
  return [...set.examples.entries()].flatMap(([row, example]) => {
    const { split, view } = example
    // A photo's crops follow its whole view.
    crops = view === 'whole' ? 0 : crops + 1
    const stands = view === 'whole' || (view === 'crop' && isLocalFood(example) && crops <= cropsInBank)
    return split === 'train' && stands ? [row] : []
  })
}

/** The bank of `bankRows`: their directions of most variance, and where each photo lies along them. */
export function makeBank(
  tf: TensorFlow,
  set: BaseSet,
  foods: readonly string[],
  components: number,
  seed: number,
): Bank {
  const rows = bankRows(set)
  const matrix = stack(
    rows.map(row => embeddingOf(set, row)),
    set.dimensions,
  )
  const photos = tf.tensor2d(matrix, [rows.length, set.dimensions])
  const basis = principalDirections(tf, photos, components, seededRandom(seed))

  const scale = Float32Array.from(
    basis,
    direction => direction.reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 127,
  )
  const projection = new Int8Array(components * set.dimensions)
  for (const [i, direction] of basis.entries()) {
    projection.set(
      direction.map(value => Math.round(value / (scale[i] || 1))),
      i * set.dimensions,
    )
  }
  const points = pointsAlong(tf, photos, projection, scale)
  photos.dispose()
  const labels = Uint16Array.from(rows, row => {
    const example = set.examples[row]
    return example?.kind === 'food' ? foods.indexOf(example.label) : noFood
  })
  return { dimensions: set.dimensions, components, projection, scale, labels, rows: points }
}

/** The same bank without some of its rows; `rows` are its `bankRows`. */
export function bankWithout(bank: Bank, rows: readonly number[], left: (row: number) => boolean): Bank {
  const kept = [...rows.keys()].filter(i => !left(rows[i] ?? -1))
  const { components } = bank
  const points = new Int8Array(kept.length * components)
  for (const [to, from] of kept.entries()) {
    points.set(bank.rows.subarray(from * components, (from + 1) * components), to * components)
  }
  return { ...bank, labels: Uint16Array.from(kept, i => bank.labels[i] ?? noFood), rows: points }
}

/** What bank.ts's `project` gives for every photo, in 8 bits: int8 [photos, components]. */
function pointsAlong(
  tf: TensorFlow,
  photos: Tensor2D,
  projection: Int8Array,
  scale: Float32Array,
): Int8Array {
  const [count, width] = photos.shape
  const components = scale.length
  const along = valuesOf(tf, () => {
    const directions = Float32Array.from(projection, (v, i) => v * (scale[Math.floor(i / width)] ?? 0))
    return tf.matMul(photos, tf.transpose(tf.tensor2d(directions, [components, width])))
  })
  const points = new Int8Array(count * components)
  for (let start = 0; start < points.length; start += components) {
    const point = along.subarray(start, start + components)
    const length = Math.hypot(...point) || 1
    for (let i = 0; i < components; i++) points[start + i] = Math.round((127 * (point[i] ?? 0)) / length)
  }
  return points
}

const extra = 16
const rounds = 6

/**
 * The leading right singular vectors of a matrix [rows, width], uncentred, by subspace iteration from a random start
 * (Halko, Martinsson and Tropp 2011, arXiv 0909.4061).
 */
function principalDirections(tf: TensorFlow, data: Tensor2D, count: number, random: Random): Float32Array[] {
  const width = data.shape[1]
  // The wasm backend multiplies eight times as fast by a matrix that lies as it is needed.
  const turned = tf.transpose(data)
  let basis = orthonormal(
    Array.from({ length: count + extra }, () => Float32Array.from({ length: width }, () => random() - 0.5)),
  )
  for (let round = 0; round < rounds; round++) {
    const flat = stack(basis, width)
    const block = valuesOf(tf, () =>
      tf.matMul(tf.matMul(tf.tensor2d(flat, [basis.length, width]), turned), data),
    )
    basis = orthonormal(basis.map((_, i) => Float32Array.from(block.subarray(i * width, (i + 1) * width))))
  }
  turned.dispose()
  return basis.slice(0, count)
}

/** Modified Gram and Schmidt; the rows come nearly in order of their variance, as each round sorts them a little more. */
function orthonormal(rows: readonly Float32Array[]): Float32Array[] {
  const done: Float32Array[] = []
  for (const row of rows) {
    const left = Float64Array.from(row)
    for (const other of done) {
      const along = dot(left, other)
      for (let i = 0; i < left.length; i++) left[i] = (left[i] as number) - along * (other[i] as number)
    }
    const length = Math.sqrt(dot(left, left)) || 1
    done.push(Float32Array.from(left, value => value / length))
  }
  return done
}
