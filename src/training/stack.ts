/** Rows of `width` numbers each as one matrix [rows, width]. */
export function stack(rows: readonly Float32Array[], width: number): Float32Array {
  const matrix = new Float32Array(rows.length * width)
  for (const [i, row] of rows.entries()) matrix.set(row, i * width)
  return matrix
}
