import { availableParallelism } from 'node:os'
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { createGate } from './gate.ts'
import { photoLimits } from './limits.ts'
import { refuseDecoding, refuseType, tooManyBytes, tooManyPixels, tooSmall } from './refusals.ts'
import { isPhotoType, type PhotoType, sniff } from './sniff.ts'

/** A decoded photo: upright, sRGB, opaque, no metadata, at most 1024 px on its long side. */
export interface UprightPhoto {
  /** uint8 [height, width, 3]. */
  rgb: Buffer
  width: number
  height: number
}

const input: SharpOptions = {
  limitInputPixels: photoLimits.pixels,
  failOn: 'error',
  sequentialRead: true,
}

/** About as many decodes as there are cores, and not two of the largest pictures in memory at once. */
const gate = createGate({ running: availableParallelism() + 1, weight: photoLimits.pixels, waiting: 64 })

let tuned = false
function tune(): void {
  if (tuned) return
  tuned = true
  // One thread a picture: the pictures themselves run side by side, and inference wants cores too.
  sharp.concurrency(1)
  // Every upload is different: a cache would only hold memory.
  sharp.cache(false)
}

/**
 * Runs `use` on the decoded photo, in a bounded number at the same time.
 * Throws AppError: 400 empty, 413 too many bytes or pixels, 415 not a photo, 422 broken or tiny, 503 too many at once.
 */
export async function withUprightPhoto<T>(
  bytes: Uint8Array,
  use: (photo: UprightPhoto) => Promise<T>,
): Promise<T> {
  const type = sniff(bytes)
  if (bytes.length > photoLimits.bytes) throw tooManyBytes()
  if (!isPhotoType(type)) throw refuseType(type)
  tune()
  const header = await readHeader(bytes)
  return gate.run(weightOf(type, header), async () => {
    const photo = await decode(bytes)
    try {
      return await use(photo)
    } finally {
      discard(photo.rgb.length)
    }
  })
}

const mostDiscarded = 96 * 1024 * 1024
let discarded = 0

/**
 * The collector sees small objects that happen to hold megabytes and takes its time: at saturation a third of the
 * server's memory was pixels nobody needed any more. Collecting takes some 10 ms, once in about forty photos.
 */
function discard(bytes: number): void {
  discarded += bytes
  if (discarded < mostDiscarded) return
  discarded = 0
  Bun.gc(true)
}

/** A sharp pipeline over already decoded pixels. */
export function overPixels(photo: UprightPhoto): Sharp {
  return sharp(photo.rgb, { raw: { width: photo.width, height: photo.height, channels: 3 } })
}

/** Reads the header only: a small file that would unpack to gigabytes ends here. */
async function readHeader(bytes: Uint8Array): Promise<Metadata> {
  const header = await sharp(bytes, input)
    .metadata()
    .catch(cause => {
      throw refuseDecoding(cause)
    })
  if (header.width * header.height > photoLimits.pixels) throw tooManyPixels()
  if (Math.min(header.width, header.height) < photoLimits.shortestSide) throw tooSmall()
  return header
}

/** Pixels, more where the decoder holds the whole picture: 18 bytes a pixel for AVIF, 5 to 10 for progressive ones. */
function weightOf(type: PhotoType, { width, height, isProgressive }: Metadata): number {
  return width * height * (type === 'avif' ? 8 : isProgressive ? 4 : 1)
}

async function decode(bytes: Uint8Array): Promise<UprightPhoto> {
  const side = photoLimits.keptSide
  try {
    const { data, info } = await sharp(bytes, input)
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    if (info.channels !== 3) throw new Error(`decoded to ${info.channels} channels`)
    // A strip of 3,000 x 40 px would shrink to a line.
    if (Math.min(info.width, info.height) < photoLimits.shortestSide / 2) throw tooSmall()
    return { rgb: data, width: info.width, height: info.height }
  } catch (cause) {
    throw refuseDecoding(cause)
  }
}
