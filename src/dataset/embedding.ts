/** float32 as a column holds it; copied, because a row's bytes need not be aligned. */
export const floatsOf = (bytes: Uint8Array) => new Float32Array(bytes.slice().buffer)

/**
 * The bytes of the embedding alone, also where it is part of a larger buffer. In the machine's byte order, which is little
 * endian wherever ONNX Runtime ships.
 */
export const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)

type Vector = Float32Array | Float64Array

/** Of two vectors of one length; of unit vectors their cosine. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
