import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { animated, pngBomb, quarters, storedAs } from '../../test/pictures.ts'
import { AppError } from '../errors.ts'
import { type DerivedPhoto, derivePhoto, modelPixels } from './derive.ts'
import { photoLimits } from './limits.ts'

const size = 256
const jpeg = (width?: number, height?: number) => quarters(width, height).jpeg({ quality: 95 }).toBuffer()

/** Mean colours of the four quarters of the model's input, to the nearest 64: what is where. */
function layout({ pixels }: Pick<DerivedPhoto, 'pixels'>): string {
  const at = (x: number, y: number) => {
    const [r = 0, g = 0, b = 0] = pixels.subarray((y * size + x) * 3)
    if (Math.min(r, g, b) > 190) return 'white'
    if (Math.max(r, g, b) < 60) return 'black'
    if (Math.max(r, g, b) - Math.min(r, g, b) < 30) return 'grey'
    return r > g && r > b ? 'red' : g > b ? 'green' : 'blue'
  }
  return [at(64, 64), at(192, 64), at(64, 192), at(192, 192)].join(' ')
}
const upright = 'red green blue white'

describe('what is made of a photo', () => {
  test.each([
    [1600, 1200, 1024, 768],
    [900, 1800, 512, 1024],
    [320, 240, 320, 240],
    [32, 32, 32, 32],
  ])('%i x %i is kept as %i x %i', async (width, height, wide, high) => {
    const derived = await derivePhoto(await jpeg(width, height), { size })
    expect(derived.pixels).toHaveLength(size * size * 3)
    expect(layout(derived)).toBe(upright)
    expect([derived.width, derived.height]).toEqual([wide, high])
    expect(await sharp(derived.kept).metadata()).toMatchObject({ format: 'jpeg', width: wide, height: high })
    expect(await sharp(derived.thumbnail).metadata()).toMatchObject({
      format: 'jpeg',
      width: 256,
      height: 256,
    })
  })

  test('an importer that keeps nothing gets the same pixels', async () => {
    const file = await jpeg(1600, 1200)
    const { pixels } = await derivePhoto(file, { size })
    expect(Buffer.compare(await modelPixels(file, { size }), pixels)).toBe(0)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('comes out upright from orientation %i', async orientation => {
    const stored = await storedAs(orientation, quarters())
    expect((await sharp(stored).metadata()).orientation).toBe(orientation)
    const derived = await derivePhoto(stored, { size })
    expect(layout(derived)).toBe(upright)
    expect([derived.width, derived.height]).toEqual([120, 80])
    const kept = await sharp(derived.kept).raw().toBuffer({ resolveWithObject: true })
    expect(kept.info).toMatchObject({ width: 120, height: 80 })
    expect(kept.data[0]).toBeGreaterThan(kept.data[2] ?? 255)
  })

  test('holds nothing of where, when and with what it was taken', async () => {
    const secret = 'Aisyah Phone 3N 101E'
    const withAll = await quarters(1600, 1200)
      .withExif({
        IFD0: { Make: secret, Copyright: secret, Orientation: '6' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '3/1 8/1 24/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '101/1 41/1 12/1',
        },
      })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`)
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    const before = await sharp(withAll).metadata()
    expect(before.exif && before.xmp && before.icc).toBeTruthy()
    expect(
      before.exif?.includes('GPS') ||
        before.exif?.includes(Buffer.from([0x88, 0x25])) ||
        before.exif?.includes(Buffer.from([0x25, 0x88])),
    ).toBe(true)
    expect(withAll.includes(secret)).toBe(true)

    const { kept, thumbnail } = await derivePhoto(withAll, { size })
    for (const picture of [kept, thumbnail]) {
      const { exif, xmp, icc, iptc, orientation, comments } = await sharp(picture).metadata()
      expect({ exif, xmp, icc, iptc, orientation, comments }).toEqual({})
      expect(segments(picture)).toEqual([])
      expect(picture.includes(secret) || picture.includes('Exif') || picture.includes('http')).toBe(false)
    }
  })

  test('the same picture with other metadata has the same fingerprint, another picture another', async () => {
    const plain = await jpeg(640, 480)
    const dressed = await sharp(plain)
      .keepMetadata()
      .png()
      .withExif({ IFD0: { Make: 'x' } })
      .toBuffer()
    const undressed = await sharp(plain).png().toBuffer()
    const fingerprintOf = async (file: Uint8Array) => (await derivePhoto(file, { size })).fingerprint
    expect(await fingerprintOf(dressed)).toBe(await fingerprintOf(undressed))
    expect(await fingerprintOf(plain)).toMatch(/^[0-9a-f]{64}$/)
    expect(await fingerprintOf(await jpeg(480, 640))).not.toBe(await fingerprintOf(plain))
  })
})

describe('unusual pictures that are photos', () => {
  const cases: [name: string, file: () => Promise<Buffer>, expected: string][] = [
    ['PNG', () => quarters().png().toBuffer(), upright],
    ['PNG of 16 bits', () => quarters().toColourspace('rgb16').png().toBuffer(), upright],
    ['PNG with a palette', () => quarters().png({ palette: true }).toBuffer(), upright],
    ['WebP', () => quarters().webp().toBuffer(), upright],
    ['AVIF', () => quarters().avif({ effort: 0 }).toBuffer(), upright],
    ['progressive JPEG', () => quarters().jpeg({ progressive: true }).toBuffer(), upright],
    ['CMYK JPEG', () => quarters().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(), upright],
    ['grey JPEG', () => quarters().greyscale().linear(0, 128).jpeg().toBuffer(), 'grey grey grey grey'],
    [
      'grey PNG with alpha',
      () => quarters().greyscale().ensureAlpha(0).png().toBuffer(),
      'white white white white',
    ],
    [
      'see-through PNG, which is laid on white',
      () => quarters().ensureAlpha(0).png().toBuffer(),
      'white white white white',
    ],
    ['animated GIF: the first frame', () => animated('gif'), upright],
    ['animated WebP: the first frame', () => animated('webp'), upright],
    [
      'JPEG with a web page behind it, of which nothing is kept',
      async () => Buffer.concat([await jpeg(), Buffer.from('<script>alert(1)</script>')]),
      upright,
    ],
  ]
  test.each(cases)('%s', async (_name, file, expected) => {
    const derived = await derivePhoto(await file(), { size })
    expect(layout(derived)).toBe(expected)
    expect([derived.width, derived.height]).toEqual([120, 80])
    expect(derived.kept.includes('<script>')).toBe(false)
    expect((await sharp(derived.kept).metadata()).channels).toBe(3)
  })
})

describe('what is refused, and with which words', () => {
  const cases: [name: string, status: number, words: RegExp, file: () => Promise<Uint8Array>][] = [
    ['0 bytes', 400, /empty/, async () => Buffer.alloc(0)],
    ['text', 415, /This is text, not a photo/, async () => Buffer.from('I ate satay')],
    [
      'SVG',
      415,
      /drawing/,
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['PDF', 415, /PDF/, async () => Buffer.from('%PDF-1.7')],
    [
      'HEIC',
      415,
      /JPEG, PNG, WebP, GIF or AVIF/,
      async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
    ],
    ['video', 415, /video/, async () => Buffer.from('\0\0\0\x18ftypisom\0\0\0\0mp42isom')],
    ['random bytes', 415, /not a photo/, async () => Buffer.from([1, 0, 254, 9, 200])],
    [
      '40 MB of JPEG',
      413,
      /at most 12 MB/,
      async () => Buffer.concat([await jpeg(), Buffer.alloc(40_000_000)]),
    ],
    ['40 MB of zeros', 413, /at most 12 MB/, async () => Buffer.alloc(40_000_000)],
    ['bomb of 60,000 x 60,000', 413, /at most 50 million/, async () => pngBomb(60_000, 60_000)],
    ['bomb of 2,147,483,647 x 1', 422, /damaged/, async () => pngBomb(2_147_483_647, 1)],
    ['bomb that names 7,000 x 7,000', 422, /incomplete|damaged/, async () => pngBomb(7000, 7000)],
    ['JPEG cut in half', 422, /incomplete|damaged/, async () => cut(await jpeg(640, 480))],
    ['JPEG cut after its header', 422, /incomplete|damaged/, async () => (await jpeg()).subarray(0, 400)],
    [
      'PNG cut in half',
      422,
      /incomplete|damaged/,
      async () => (await quarters(640, 480).blur(20).png().toBuffer()).subarray(0, 3000),
    ],
    [
      'WebP cut in half',
      422,
      /incomplete|damaged/,
      async () => (await quarters(640, 480).blur(9).webp().toBuffer()).subarray(0, 900),
    ],
    ['GIF cut in half', 422, /incomplete|damaged/, async () => cut(await animated('gif'))],
    [
      'AVIF cut in half',
      422,
      /incomplete|damaged/,
      async () => (await quarters(640, 480).avif({ effort: 0 }).toBuffer()).subarray(0, 500),
    ],
    [
      'only the first bytes of a JPEG',
      422,
      /incomplete|damaged/,
      async () => Buffer.from([0xff, 0xd8, 0xff]),
    ],
    [
      'an AVIF of nothing',
      422,
      /incomplete|damaged/,
      async () => Buffer.from('\0\0\0\x1cftypavif\0\0\0\0mif1miafMA1B'),
    ],
    ['1 x 1', 422, /too small/, () => jpeg(1, 1)],
    ['31 x 400', 422, /too small/, () => jpeg(31, 400)],
    ['a strip of 6,000 x 60', 422, /too small/, () => jpeg(6000, 60)],
  ]
  test.each(cases)('%s: %i', async (_name, status, words, file) => {
    const error = await derivePhoto(await file(), { size }).catch((error: unknown) => error)
    if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`)
    expect(error.status).toBe(status)
    expect(error.message).toMatch(words)
    // What the decoder says is for the log.
    expect(error.message).not.toMatch(/vips|Input buffer|undefined/i)
  })

  test('no bytes whatever make anything but a photo or a refusal', async () => {
    const files = await Promise.all([
      jpeg(),
      quarters().png().toBuffer(),
      quarters().webp().toBuffer(),
      animated('gif'),
      quarters().avif({ effort: 0 }).toBuffer(),
    ])
    let state = 1
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const outcomes = { photos: 0, refused: 0 }
    for (const file of files) {
      for (let round = 0; round < 40; round++) {
        const broken = Buffer.from(file)
        for (let hit = 0; hit <= round % 8; hit++) broken[random(broken.length)] = random(256)
        const error = await derivePhoto(broken, { size }).then(
          () => null,
          (error: unknown) => error,
        )
        if (error === null) outcomes.photos++
        else if (error instanceof AppError && error.status < 500) outcomes.refused++
        else throw new Error(`round ${round}: ${String(error)}`)
      }
    }
    expect(outcomes.photos + outcomes.refused).toBe(200)
    expect(Math.min(outcomes.photos, outcomes.refused)).toBeGreaterThan(10)
  })

  test('the limit counts the file as sent', async () => {
    const file = await jpeg()
    const padded = Buffer.concat([file, Buffer.alloc(photoLimits.bytes - file.length)])
    expect((await derivePhoto(padded, { size })).width).toBe(120)
    await expect(derivePhoto(Buffer.concat([padded, Buffer.alloc(1)]), { size })).rejects.toMatchObject({
      status: 413,
    })
  })
})

const cut = (file: Buffer) => file.subarray(0, file.length / 2)

/** Application (APPn) and comment segments of a JPEG, but for JFIF's own, which holds only a density. */
function segments(file: Buffer): string[] {
  const found: string[] = []
  for (let at = 2; file[at] === 0xff; at += 2 + file.readUInt16BE(at + 2)) {
    const marker = file[at + 1] ?? 0
    if (marker === 0xda) break
    const isJfif = marker === 0xe0 && file.toString('latin1', at + 4, at + 8) === 'JFIF'
    if ((marker >= 0xe0 && marker <= 0xef && !isJfif) || marker === 0xfe) found.push(marker.toString(16))
  }
  return found
}
