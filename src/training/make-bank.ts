import { type Bank, noFood, project } from '../classifier/bank.ts'
import { type BaseSet, embeddingOf } from './base-set.ts'
import { type Random, seededRandom } from './random.ts'
import type { TensorFlow } from './tensorflow.ts'

/** The rows of a bank: all whole training photos, and crops of local ones, of which there are few. */
export const bankRows = (set: BaseSet): number[] =>
  [...set.examples.entries()]
    .filter(
      ([, { split, view, local }]) => split === 'train' && (view === 'whole' || (local && view === 'crop')),
    )
    .map(([row]) => row)

/** The bank of `bankRows`: their directions of most variance, and where each photo lies along them. */
export function makeBank(
  tf: TensorFlow,
  set: BaseSet,
  foods: readonly string[],
  components: number,
  seed: number,
): Bank {
  const rows = bankRows(set)
  const matrix = new Float32Array(rows.length * set.dimensions)
  for (const [i, row] of rows.entries()) matrix.set(embeddingOf(set, row), i * set.dimensions)
  const basis = principalDirections(tf, matrix, set.dimensions, components, seededRandom(seed))

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
  const points = new Int8Array(rows.length * components)
  for (const [i, row] of rows.entries()) {
    const point = project({ projection, scale, components }, embeddingOf(set, row))
    points.set(
      point.map(value => Math.round(value * 127)),
      i * components,
    )
  }
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

const extra = 16
const rounds = 6

/**
 * The leading right singular vectors of a matrix [rows, width], uncentred, by subspace iteration from a random start
 * (Halko, Martinsson and Tropp 2011, arXiv 0909.4061).
 */
function principalDirections(
  tf: TensorFlow,
  matrix: Float32Array,
  width: number,
  count: number,
  random: Random,
): Float32Array[] {
  const data = tf.tensor2d(matrix, [matrix.length / width, width])
  let basis = orthonormal(
    Array.from({ length: count + extra }, () => Float32Array.from({ length: width }, () => random() - 0.5)),
  )
  for (let round = 0; round < rounds; round++) {
    const flat = tf.tidy(() => {
      const block = tf.tensor2d(Float32Array.from(basis.flatMap(row => [...row])), [basis.length, width])
      return tf.matMul(tf.matMul(block, data, false, true), data).dataSync()
    })
    basis = orthonormal(basis.map((_, i) => Float32Array.from(flat.subarray(i * width, (i + 1) * width))))
  }
  data.dispose()
  return basis.slice(0, count)
}

/** Modified Gram and Schmidt; the rows come nearly in order of their variance, as each round sorts them a little more. */
function orthonormal(rows: readonly Float32Array[]): Float32Array[] {
  const done: Float32Array[] = []
  for (const row of rows) {
    const left = Float64Array.from(row)
    for (const other of done) {
      const along = left.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0)
      for (let i = 0; i < left.length; i++) left[i] = (left[i] ?? 0) - along * (other[i] ?? 0)
    }
    const length = Math.sqrt(left.reduce((sum, value) => sum + value * value, 0)) || 1
    done.push(Float32Array.from(left, value => value / length))
  }
  return done
}
