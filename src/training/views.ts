import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { withUprightPhoto } from '../photos/decode.ts'
import { modelPixels } from '../photos/derive.ts'
import { toModelInput } from '../photos/model-input.ts'
import type { Random } from './random.ts'

/** An upright picture, decoded: uint8 RGB [height, width, 3]. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** Decoded as serving decodes. Throws AppError for what is no photo. */
export async function decode(file: string): Promise<Pixels> {
  return withUprightPhoto(await readFile(file), async ({ rgb, width, height }) => ({
    data: rgb,
    width,
    height,
  }))
}

/** The model's input exactly as serving makes it. Throws AppError for what is no photo. */
export async function wholeView(file: string, size: number): Promise<Uint8Array> {
  return modelPixels(await readFile(file), { size })
}

/** The model's input for a picture already decoded. */
export async function pixelsView(pixels: Pixels, size: number): Promise<Uint8Array> {
  return toModelInput(fromPixels(pixels), size).raw().toBuffer()
}

/**
 * A random crop of 45 to 100% of the area, its sides' ratio changed by up to a third, half of them mirrored, brightness
 * within 20% and saturation within 25%: the changes the backbone was trained with, in a gentler range.
 */
export async function cropView(pixels: Pixels, size: number, random: Random): Promise<Uint8Array> {
  const area = 0.45 + 0.55 * random()
  const ratio = Math.exp((random() * 2 - 1) * 0.3)
  const width = Math.max(1, Math.min(pixels.width, Math.round(pixels.width * Math.sqrt(area * ratio))))
  const height = Math.max(1, Math.min(pixels.height, Math.round(pixels.height * Math.sqrt(area / ratio))))
  const left = Math.floor(random() * (pixels.width - width + 1))
  const top = Math.floor(random() * (pixels.height - height + 1))
  const brightness = 0.8 + 0.4 * random()
  const saturation = 0.75 + 0.5 * random()
  const mirrored = random() < 0.5
  return toModelInput(fromPixels(pixels).extract({ left, top, width, height }), size)
    .flop(mirrored)
    .modulate({ brightness, saturation })
    .raw()
    .toBuffer()
}

function fromPixels({ data, width, height }: Pixels) {
  return sharp(data, { raw: { width, height, channels: 3 } })
}
