import type { Sharp } from 'sharp'

const [columns, rows] = [9, 8]

/**
 * Difference hash (Krawetz 2013): the picture shrunk to 9 x 8 greys, one bit for each pair of neighbours in a row.
 * 16 hex digits. Scaling, re-encoding and brightness leave it almost as it is.
 */
export async function differenceHash(image: Sharp): Promise<string> {
  const greys = await image.resize(columns, rows, { fit: 'fill' }).greyscale().raw().toBuffer()
  let bits = 0n
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column
      bits = (bits << 1n) | ((greys[at] ?? 0) < (greys[at + 1] ?? 0) ? 1n : 0n)
    }
  }
  return bits.toString(16).padStart(16, '0')
}

/** Bits in which two hashes differ, 0 to 64. */
export function bitsApart(a: string, b: string): number {
  let apart = 0
  for (let rest = BigInt(`0x${a}`) ^ BigInt(`0x${b}`); rest > 0n; rest &= rest - 1n) apart++
  return apart
}

/**
 * The hash in four pieces, each with its place: two hashes that differ in three bits or fewer share at least one, so
 * an index over pieces finds them without reading the others.
 */
export const bandsOf = (look: string): number[] =>
  [0, 1, 2, 3].map(i => i * 0x10000 + Number.parseInt(look.slice(i * 4, i * 4 + 4), 16))
