import { AppError, messageOf } from '../errors.ts'
import { formatsInWords, photoLimits } from './limits.ts'
import type { OtherType } from './sniff.ts'

/** Why a file of this kind is no photo, and what to do. */
export function refuseType(type: OtherType): AppError {
  switch (type) {
    case 'empty':
      return new AppError(400, 'This file is empty. Take the photo again.')
    case 'heic':
      return unsupported(
        `This is an HEIC photo, which cannot be opened here. Send it as ${formatsInWords}: on an iPhone, choose Settings, Camera, Formats, Most Compatible.`,
      )
    case 'video':
      return unsupported('This is a video. Send a photo.')
    case 'svg':
      return notPhoto('a drawing (SVG)')
    case 'pdf':
      return notPhoto('a PDF')
    case 'zip':
      return notPhoto('a packed file')
    case 'tiff':
      return notPhoto('a TIFF picture')
    case 'bmp':
      return notPhoto('a BMP picture')
    case 'jxl':
      return notPhoto('a JPEG XL picture')
    case 'html':
      return notPhoto('a web page')
    case 'text':
      return notPhoto('text')
    case 'unknown':
      return unsupported(`This is not a photo. Send one as ${formatsInWords}.`)
    default:
      return type satisfies never
  }
}

export const tooManyBytes = () =>
  new AppError(
    413,
    `This photo is too big: at most ${photoLimits.bytes / 1024 / 1024} MB. Send a smaller one.`,
  )

export const tooManyPixels = (cause?: unknown) =>
  new AppError(
    413,
    `This photo has too many pixels: at most ${photoLimits.pixels / 1e6} million. Send a smaller one.`,
    { cause },
  )

export const tooSmall = () =>
  new AppError(
    422,
    `This picture is too small to see a dish: each side needs at least ${photoLimits.shortestSide} pixels. Take a new photo.`,
  )

/** What the decoder said, in words; its own words go to the log as the cause. */
export function refuseDecoding(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const said = messageOf(cause)
  if (/pixel limit|too large|dimensions exceed/i.test(said)) return tooManyPixels(cause)
  if (/premature end|truncated|unexpected end|not enough data|end of file/i.test(said)) {
    return new AppError(422, 'This photo is incomplete: its end is missing. Send it again.', { cause })
  }
  if (/unsupported (feature|codec|image format)|unsupported image/i.test(said)) {
    return new AppError(415, `This kind of picture cannot be opened here. Send it as ${formatsInWords}.`, {
      cause,
    })
  }
  return new AppError(422, 'This photo is damaged and cannot be opened. Take it again.', { cause })
}

const unsupported = (words: string) => new AppError(415, words)
const notPhoto = (what: string) =>
  unsupported(`This is ${what}, not a photo. Send a photo as ${formatsInWords}.`)
