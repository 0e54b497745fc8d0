import { type Random, seededRandom } from './random.ts'

/**
 * Divides rows into k clusters by spherical k-means (Dhillon and Modha 2001), started by k-means++ (Arthur and
 * Vassilvitskii 2007), the best of three starts. Rows must be of unit length. Returns the cluster of each row;
 * deterministic for a seed.
 */
export function kMeans(rows: readonly Float32Array[], k: number, seed: number): number[] {
  if (k <= 1) return rows.map(() => 0)
  if (rows.length <= k) return rows.map((_, i) => i)
  const random = seededRandom(seed)
  return Array.from({ length: starts }, () => lloyd(rows, startingCentres(rows, k, random))).reduce(
    (best, one) => (one.similarity > best.similarity ? one : best),
  ).assigned
}

const starts = 3
const rounds = 25

/** Lloyd's iteration, until nothing moves. `similarity` is the sum of each row's with its centre. */
function lloyd(
  rows: readonly Float32Array[],
  start: Float32Array[],
): { assigned: number[]; similarity: number } {
  let centres = start
  let assigned: number[] = []
  for (let round = 0; round < rounds; round++) {
    const next = rows.map(row => nearest(row, centres))
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

function nearest(row: Float32Array, centres: readonly Float32Array[]): number {
  const similarity = centres.map(centre => dot(row, centre))
  return similarity.indexOf(Math.max(...similarity))
}

function meanDirection(
  rows: readonly Float32Array[],
  assigned: readonly number[],
  cluster: number,
): Float32Array | null {
  const members = rows.filter((_, i) => assigned[i] === cluster)
  if (members.length === 0) return null
  const sum = new Float64Array(members[0]?.length ?? 0)
  for (const row of members) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (row[i] ?? 0)
  const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0))
  return Float32Array.from(sum, value => value / length)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
