import { phrase } from '../web/languages/phrase.ts'

/** What may be sent. Words for people use these numbers, so they stand in one place. */
export const photoLimits = {
  /** Bytes of the file as sent. */
  bytes: 12 * 1024 * 1024,
  /** Width times height, as the file's header says. */
  pixels: 50_000_000,
  /** Shortest side in pixels below which no dish can be seen. */
  shortestSide: 32,
  /** Long side of the kept copy, in pixels. */
  keptSide: 1024,
  /** Both sides of the square thumbnail, in pixels. */
  thumbnailSide: 256,
} as const

/** The formats that work, for people. HEIC is not among them: no free decoder for it is built in. */
export const formatsInWords = phrase`JPEG, PNG, WebP, GIF or AVIF`

/** For file inputs. Named one by one: asked for "image/*", an iPhone hands over HEIC; asked for JPEG, it converts. */
export const acceptedTypes = 'image/jpeg,image/png,image/webp,image/avif,image/gif'
