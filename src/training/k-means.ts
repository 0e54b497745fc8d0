import type { Tensor2D } from '@tensorflow/tfjs'
import { dot } from '../dataset/embedding.ts'
import { type Random, seededRandom } from './random.ts'
import { stack } from './stack.ts'
import { type TensorFlow, valuesOf } from './tensorflow.ts'

/**
 * Divides rows into k clusters by spherical k-means (Dhillon and Modha 2001), started by k-means++ (Arthur and
 * Vassilvitskii 2007), the best of three starts. Rows must be of unit length. Returns the cluster of each row;
 * deterministic for a seed.
 */
export function kMeans(tf: TensorFlow, rows: readonly Float32Array[], k: number, seed: number): number[] {
  if (k <= 1) return rows.map(() => 0)
  if (rows.length <= k) return rows.map((_, i) => i)
  const random = seededRandom(seed)
  const width = rows[0]?.length ?? 0
  const matrix = tf.tensor2d(stack(rows, width), [rows.length, width])
  const { assigned } = Array.from({ length: starts }, () =>
    lloyd(tf, matrix, rows, startingCentres(rows, k, random)),
  ).reduce((best, one) => (one.similarity > best.similarity ? one : best))
  matrix.dispose()
  return assigned
}

const starts = 3
const rounds = 25

/** Lloyd's iteration, until nothing moves. `similarity` is the sum of each row's with its centre. */
function lloyd(
  tf: TensorFlow,
  matrix: Tensor2D,
  rows: readonly Float32Array[],
  start: Float32Array[],
): { assigned: number[]; similarity: number } {
  let centres = start
  let assigned: number[] = []
  for (let round = 0; round < rounds; round++) {
    const next = nearest(tf, matrix, centres)
    if (next.every((cluster, i) => cluster === assigned[i])) break
    assigned = next
    centres = centres.map((centre, cluster) => meanDirection(rows, assigned, cluster) ?? centre)
  }
  const similarity = rows.reduce((sum, row, i) => sum + dot(row, centres[assigned[i] ?? 0] ?? row), 0)
  return { assigned, similarity }
}

function startingCentres(rows: readonly Float32Array[], k: number, random: Random): Float32Array[] {
  const centres: Float32Array[] = []
  const distance = rows.map(() => 1)
  while (centres.length < k) {
    const chosen = rows[draw(distance, random)]
    if (!chosen) break
    centres.push(chosen)
    for (const [i, row] of rows.entries()) {
      distance[i] = Math.min(distance[i] ?? 0, Math.max(0, 1 - dot(row, chosen)))
    }
  }
  return centres
}

/** An index with a probability proportional to its weight. */
function draw(weights: readonly number[], random: Random): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex(weight => {
    left -= weight
    return left < 0
  })
  return found < 0 ? weights.length - 1 : found
}

/** The most similar centre of each row. */
function nearest(tf: TensorFlow, matrix: Tensor2D, centres: readonly Float32Array[]): number[] {
  const [count, width] = matrix.shape
  const similarity = valuesOf(tf, () => {
    const all = tf.tensor2d(stack(centres, width), [centres.length, width])
    return tf.matMul(matrix, tf.transpose(all))
  })
  return Array.from({ length: count }, (_, row) => {
    let best = row * centres.length
    for (let i = best + 1; i < (row + 1) * centres.length; i++) {
      if ((similarity[i] as number) > (similarity[best] as number)) best = i
    }
    return best - row * centres.length
  })
}

function meanDirection(
  rows: readonly Float32Array[],
  assigned: readonly number[],
  cluster: number,
): Float32Array | null {
  const members = rows.filter((_, i) => assigned[i] === cluster)
  if (members.length === 0) return null
  const sum = new Float64Array(members[0]?.length ?? 0)
  for (const row of members) {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (row[i] as number)
  }
  const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0))
  return Float32Array.from(sum, value => value / length)
}
