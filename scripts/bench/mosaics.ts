import sharp from 'sharp'
import { seededRandom } from '../../src/training/random.ts'

const [columns, rows, tile] = [4, 3, 256]

/** JPEGs of 1024 x 768, each of twelve photos side by side: as a phone sends them, no two alike. */
export async function mosaics(files: string[], count: number, seed = 1): Promise<Buffer[]> {
  const random = seededRandom(seed)
  const tiles = await Promise.all(
    files.map(file =>
      sharp(file).resize(tile, tile, { fit: 'cover' }).flatten().toColourspace('srgb').raw().toBuffer(),
    ),
  )
  const raw = { width: tile, height: tile, channels: 3 as const }
  return await Promise.all(
    Array.from({ length: count }, () => {
      const picked = Array.from({ length: columns * rows }, (_, place) => ({
        input: tiles[Math.floor(random() * tiles.length)] ?? Buffer.alloc(0),
        raw,
        left: (place % columns) * tile,
        top: Math.floor(place / columns) * tile,
      }))
      return sharp({
        create: { width: columns * tile, height: rows * tile, channels: 3, background: '#fff' },
      })
        .composite(picked)
        .jpeg({ quality: 85 })
        .toBuffer()
    }),
  )
}
