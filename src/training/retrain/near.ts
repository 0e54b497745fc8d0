/** Shots of one plate, as src/catching/look-alikes.ts joins them. */
const samePlate = 0.95

/** Of unit vectors: the squared distance of two with that cosine. */
const close = 2 * (1 - samePlate)
const stretch = 32

/**
 * Whether two embeddings of unit length are of one plate. Looks at a stretch at a time and gives up once they are too far
 * apart, which most pairs are after a twelfth of the way.
 */
export function isNear(a: Float32Array, b: Float32Array): boolean {
  let apart = 0
  for (let start = 0; start < a.length; start += stretch) {
    for (let i = start; i < start + stretch && i < a.length; i++) {
      const difference = (a[i] as number) - (b[i] as number)
      apart += difference * difference
    }
    if (apart > close) return false
  }
  return a.length === b.length
}
