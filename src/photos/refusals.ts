import { AppError, messageOf } from '../errors.ts'
import { type Phrase, phrase } from '../web/languages/phrase.ts'
import { formatsInWords, photoLimits } from './limits.ts'
import type { OtherType } from './sniff.ts'

/** Why a file of this kind is no photo, and what to do. */
export function refuseType(type: OtherType): AppError {
  switch (type) {
    case 'empty':
      return new AppError(400, phrase`This file is empty. Take the photo again.`)
    case 'heic':
      return unsupported(
        phrase`This is an HEIC photo, which cannot be opened here. Send it as ${formatsInWords}: on an iPhone, choose Settings, Camera, Formats, Most Compatible.`,
      )
    case 'video':
      return unsupported(phrase`This is a video. Send a photo.`)
    case 'svg':
      return unsupported(phrase`This is a drawing (SVG), not a photo. Send a photo as ${formatsInWords}.`)
    case 'pdf':
      return unsupported(phrase`This is a PDF, not a photo. Send a photo as ${formatsInWords}.`)
    case 'zip':
      return unsupported(phrase`This is a packed file, not a photo. Send a photo as ${formatsInWords}.`)
    case 'tiff':
      return unsupported(phrase`This is a TIFF picture, not a photo. Send a photo as ${formatsInWords}.`)
    case 'bmp':
      return unsupported(phrase`This is a BMP picture, not a photo. Send a photo as ${formatsInWords}.`)
    case 'jxl':
      return unsupported(phrase`This is a JPEG XL picture, not a photo. Send a photo as ${formatsInWords}.`)
    case 'html':
      return unsupported(phrase`This is a web page, not a photo. Send a photo as ${formatsInWords}.`)
    case 'text':
      return unsupported(phrase`This is text, not a photo. Send a photo as ${formatsInWords}.`)
    case 'unknown':
      return unsupported(phrase`This is not a photo. Send one as ${formatsInWords}.`)
    default:
      return type satisfies never
  }
}

export const tooManyBytes = () =>
  new AppError(
    413,
    phrase`This photo is too big: at most ${photoLimits.bytes / 1024 / 1024} MB. Send a smaller one.`,
  )

export const tooManyPixels = (cause?: unknown) =>
  new AppError(
    413,
    phrase`This photo has too many pixels: at most ${photoLimits.pixels / 1e6} million. Send a smaller one.`,
    { cause },
  )

export const tooSmall = () =>
  new AppError(
    422,
    phrase`This picture is too small to see a dish: each side needs at least ${photoLimits.shortestSide} pixels. Take a new photo.`,
  )

/** What the decoder said, in words; its own words go to the log as the cause. */
export function refuseDecoding(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const said = messageOf(cause)
  if (/pixel limit|too large|dimensions exceed/i.test(said)) return tooManyPixels(cause)
  if (/premature end|truncated|unexpected end|not enough data|end of file/i.test(said)) {
    return new AppError(422, phrase`This photo is incomplete: its end is missing. Send it again.`, { cause })
  }
  if (/unsupported (feature|codec|image format)|unsupported image/i.test(said)) {
    return new AppError(
      415,
      phrase`This kind of picture cannot be opened here. Send it as ${formatsInWords}.`,
      {
        cause,
      },
    )
  }
  return new AppError(422, phrase`This photo is damaged and cannot be opened. Take it again.`, { cause })
}

const unsupported = (words: Phrase) => new AppError(415, words)
