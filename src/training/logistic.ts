/** A logistic regression: probability = sigmoid(weights . features + bias). */
export interface Logistic {
  readonly weights: readonly number[]
  readonly bias: number
}

/**
 * Fits by Newton's method with a ridge of 1 on the standardised weights; both classes weigh the same in all, so that
 * the probability does not depend on how many outliers were at hand. `positive[i]` belongs to `features[i]`.
 */
export function fitLogistic(
  features: readonly (readonly number[])[],
  positive: readonly boolean[],
): Logistic {
  const width = features[0]?.length ?? 0
  const scale = Array.from({ length: width }, (_, j) => moments(features.map(row => row[j] ?? 0)))
  const rows = features.map(row => [
    ...row.map((value, j) => (value - (scale[j]?.mean ?? 0)) / (scale[j]?.sd ?? 1)),
    1,
  ])
  const share = positive.filter(Boolean).length / positive.length
  const weight = positive.map(is => 0.5 / (is ? share : 1 - share))
  let w = new Array<number>(width + 1).fill(0)
  for (let round = 0; round < 50; round++) {
    const gradient = w.map((value, j) => (j < width ? value : 0))
    const hessian: number[][] = w.map((_, j) => w.map((_, k) => (j === k && j < width ? 1 : 0)))
    for (const [i, row] of rows.entries()) {
      const p = 1 / (1 + Math.exp(-dot(row, w)))
      const importance = weight[i] ?? 0
      const residual = importance * (p - (positive[i] ? 1 : 0))
      const curvature = Math.max(1e-9, importance * p * (1 - p))
      for (const [j, a] of row.entries()) {
        gradient[j] = (gradient[j] ?? 0) + residual * a
        const line = hessian[j]
        if (line) for (const [k, b] of row.entries()) line[k] = (line[k] ?? 0) + curvature * a * b
      }
    }
    const step = solveLinear(hessian, gradient)
    w = w.map((value, j) => value - (step[j] ?? 0))
    if (Math.max(...step.map(Math.abs)) < 1e-9) break
  }
  const weights = w.slice(0, width).map((value, j) => value / (scale[j]?.sd ?? 1))
  const bias = (w[width] ?? 0) - weights.reduce((sum, value, j) => sum + value * (scale[j]?.mean ?? 0), 0)
  return { weights, bias }
}

export function applyLogistic({ weights, bias }: Logistic, features: readonly number[]): number {
  return 1 / (1 + Math.exp(-bias - dot(weights, features)))
}

/** Solves A x = b by Gauss and Jordan with pivoting; A is square. */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best))
    rows.splice(rows.indexOf(pivot), 1)
    const scaled = pivot.map(value => value / (pivot[column] ?? 1))
    for (const [i, row] of rows.entries()) {
      const factor = row[column] ?? 0
      rows[i] = row.map((value, j) => value - factor * (scaled[j] ?? 0))
    }
    rows.splice(column, 0, scaled)
  }
  return rows.map(row => row.at(-1) ?? 0)
}

function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, sd: Math.sqrt(variance) || 1 }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
