import sharp from 'sharp'

export interface OverlaySize {
  /** Of the photo it is drawn over, in pixels; the overlay has its shape, at most `longestSide` long. */
  readonly width: number
  readonly height: number
}

/** The map has 8 x 8 places: more pixels than this would only be a larger file. The page stretches it. */
const longestSide = 512
const smooth = 64

/**
 * Where the model looked: for every place the sum of its features, weighted as the head weighs them for one food
 * (class-activation map; Zhou et al. 2016, arXiv 1512.04150).
 *
 * `featureMap`: float32 [side, side, weights.length]. Gives float32 [side * side]: 0 where nothing speaks for the
 * food, 1 where most does.
 */
export function activationMap(featureMap: Float32Array, weights: Float32Array): Float32Array {
  const channels = weights.length
  const places = featureMap.length / channels
  if (!Number.isInteger(Math.sqrt(places))) throw new RangeError('the feature map and the weights do not fit')
  const map = new Float32Array(places)
  for (let place = 0; place < places; place++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) {
      sum += (featureMap[place * channels + channel] ?? 0) * (weights[channel] ?? 0)
    }
    map[place] = Math.max(0, sum)
  }
  const largest = Math.max(...map)
  return largest > 0 ? map.map(value => value / largest) : map
}

/** An activation map [side * side] as a WebP to lay over the photo: transparent to warm and bright. */
export async function drawActivationMap(map: Float32Array, { width, height }: OverlaySize): Promise<Buffer> {
  const side = Math.sqrt(map.length)
  const grey = await sharp(
    Uint8Array.from(map, value => Math.round(value * 255)),
    {
      raw: { width: side, height: side, channels: 1 },
    },
  )
    .resize(smooth, smooth, { fit: 'fill', kernel: 'cubic' })
    .extractChannel(0)
    .raw()
    .toBuffer()
  const scale = Math.min(1, longestSide / Math.max(width, height))
  // Colour before the second enlargement: 4,096 pixels in JavaScript instead of a quarter of a million.
  return sharp(warm(grey), { raw: { width: smooth, height: smooth, channels: 4 } })
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), {
      fit: 'fill',
      kernel: 'cubic',
    })
    .webp({ quality: 80, effort: 2 })
    .toBuffer()
}

/** Red, over orange, to yellow, more opaque the more it matters: uint8 [pixels] to RGBA [pixels, 4]. */
function warm(grey: Uint8Array): Uint8Array {
  const rgba = new Uint8Array(grey.length * 4)
  for (const [i, value] of grey.entries()) {
    rgba.set([255, Math.round(40 + 0.75 * value), Math.round(0.15 * value), Math.round(0.72 * value)], i * 4)
  }
  return rgba
}
