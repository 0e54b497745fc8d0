/*
 * An embedding in 8 bits: the square roots of its numbers against the row's largest, as the base set keeps them
 * (src/training/base-set.ts says how near that is). Crops are kept so: 3.8 kB a photo.
 */

/** Rows of `dimensions` numbers each, none negative, to bytes. */
export function toRoots(rows: readonly Float32Array[]): Uint8Array {
  const dimensions = rows[0]?.length ?? 0
  const bytes = new Uint8Array(rows.length * dimensions)
  for (const [i, row] of rows.entries()) {
    const largest = row.reduce((most, value) => Math.max(most, value), 0) || 1
    for (const [k, value] of row.entries())
      bytes[i * dimensions + k] = Math.round(Math.sqrt(Math.max(0, value) / largest) * 255)
  }
  return bytes
}

/** The rows again, each of unit length. */
export function fromRoots(bytes: Uint8Array, dimensions: number): Float32Array[] {
  return Array.from({ length: Math.floor(bytes.length / dimensions) }, (_, row) => {
    const values = Float32Array.from(
      { length: dimensions },
      (_, k) => (bytes[row * dimensions + k] ?? 0) ** 2,
    )
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
    return values.map(value => value / length)
  })
}
