import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture in which left, right, top and bottom differ: red, green, blue and white quarters. */
export function quarters(width = 120, height = 80): Sharp {
  const rgb = Buffer.alloc(width * height * 3)
  const colours = [
    [220, 30, 30],
    [30, 200, 30],
    [30, 30, 220],
    [240, 240, 240],
  ]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colours[(y * 2 < height ? 0 : 2) + (x * 2 < width ? 0 : 1)] ?? []
      rgb.set(colour, (y * width + x) * 3)
    }
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } })
}

/** The picture stored so that a viewer who honours this EXIF orientation (1 to 8) sees it upright. */
export async function storedAs(orientation: number, picture: Sharp): Promise<Buffer> {
  // flip and flop come before rotate in sharp, whatever the order of the calls.
  const stored = picture.clone()
  if (orientation === 2 || orientation === 5) stored.flop()
  if (orientation === 4 || orientation === 7) stored.flip()
  const angle = [0, 0, 0, 180, 0, 270, 270, 90, 90][orientation] ?? 0
  if (orientation === 5) stored.rotate(270)
  else if (orientation === 7) stored.rotate(270)
  else if (angle) stored.rotate(angle)
  return sharp(await stored.png().toBuffer())
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer()
}

/** A PNG whose header names a size and whose data is next to nothing. */
export function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(Bun.hash.crc32(body))
  return Buffer.concat([length, body, sum])
}

/** An animation of two frames: the quarters, then black. */
export async function animated(format: 'gif' | 'webp'): Promise<Buffer> {
  const black = sharp({ create: { width: 120, height: 80, channels: 3, background: '#000' } })
  const frames = await Promise.all([quarters().png().toBuffer(), black.png().toBuffer()])
  return sharp(frames, { join: { animated: true } })
    .toFormat(format)
    .toBuffer()
}
