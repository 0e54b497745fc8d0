import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { BackboneVariant } from './model-files.ts'

/** `same`: as on the machine that made the vectors. `near`: another kind of processor. `wrong`: do not trust it. */
const checkResults = ['same', 'near', 'wrong'] as const

/** How well the backbone gives, on this machine, the embeddings it gave where it was made. */
export interface CheckReport {
  readonly result: (typeof checkResults)[number]
  /** Cosine of each check picture's embedding with what it should be. */
  readonly cosines: readonly number[]
  /** The smallest of them. */
  readonly lowest: number
  readonly tolerance: { readonly same: number; readonly near: number }
}

export interface CheckVectors {
  readonly size: number
  /** float32 [count, dimensions]. */
  readonly embeddings: readonly Float32Array[]
  readonly tolerance: CheckReport['tolerance']
}

const pictures = 8
const share = z.number().min(0).max(1)
const schema = z.object({
  size: z.number().int().positive(),
  dimensions: z.number().int().positive(),
  check: z.object({ minimum_cosine: z.object({ same_cpu_kind: share, other_cpu_kind: share }) }),
})

/** Reads backbone.json and check-VARIANT.f32. Throws AppError when they are missing or do not fit each other. */
export async function loadCheckVectors(backboneDir: string, variant: BackboneVariant): Promise<CheckVectors> {
  try {
    const json: unknown = JSON.parse(await readFile(join(backboneDir, 'backbone.json'), 'utf8'))
    const { size, dimensions, check } = schema.parse(json)
    const bytes = await readFile(join(backboneDir, `check-${variant}.f32`))
    if (bytes.length !== pictures * dimensions * 4)
      throw new Error(`check-${variant}.f32 has ${bytes.length} bytes`)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const vector = (picture: number) =>
      Float32Array.from({ length: dimensions }, (_, i) =>
        view.getFloat32((picture * dimensions + i) * 4, true),
      )
    const { same_cpu_kind: same, other_cpu_kind: near } = check.minimum_cosine
    return {
      size,
      embeddings: Array.from({ length: pictures }, (_, i) => vector(i)),
      tolerance: { same, near },
    }
  } catch (cause) {
    throw new AppError(500, "The backbone's check vectors cannot be read. Copy the models again.", { cause })
  }
}

/** Check picture number `i`, uint8 [size, size, 3]: the formula of backbone.json. */
export function checkPicture(i: number, size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 3)
  let at = 0
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const base = x * (1 + i) + Math.floor((x * y * (i + 1)) / 97) + i * 31
      for (let c = 0; c < 3; c++) pixels[at++] = (base + y * (2 + c) + c * 17) % 256
    }
  }
  return pixels
}

/** Runs the check pictures through `embed` (pixels to embedding) and compares. */
export async function checkBackbone(
  vectors: CheckVectors,
  embed: (pixels: Uint8Array) => Promise<Float32Array>,
): Promise<CheckReport> {
  const cosines = await Promise.all(
    vectors.embeddings.map(async (expected, i) =>
      cosine(expected, await embed(checkPicture(i, vectors.size))),
    ),
  )
  const lowest = Math.min(...cosines)
  const { same, near } = vectors.tolerance
  // Not a number is less than nothing here: it must not pass.
  const result = lowest >= same ? 'same' : lowest >= near ? 'near' : 'wrong'
  return { result, cosines, lowest, tolerance: vectors.tolerance }
}

function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0
  let lengthA = 0
  let lengthB = 0
  for (const [i, x] of a.entries()) {
    const y = b[i] ?? Number.NaN
    product += x * y
    lengthA += x * x
    lengthB += y * y
  }
  return product / Math.sqrt(lengthA * lengthB)
}
