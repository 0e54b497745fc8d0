import type { Sharp } from 'sharp'

/**
 * The backbone's input from an upright picture: the whole of it squeezed to size x size (aspect ratio not kept, no
 * crop), read out with `.raw()` as uint8 RGB [size, size, 3]. Import, evaluation and serving all go through here,
 * so that a stored embedding and a served one come from the same pixels.
 *
 * The cubic kernel is Catmull-Rom, which the backbone was trained and quantised with; of sharp's kernels it and
 * lanczos gave the nearest embeddings. Where sharp enlarges it shifts by half a pixel against Pillow: measured,
 * without effect on the scores.
 */
export function toModelInput(image: Sharp, size: number): Sharp {
  return image.removeAlpha().toColourspace('srgb').resize(size, size, { fit: 'fill', kernel: 'cubic' })
}
