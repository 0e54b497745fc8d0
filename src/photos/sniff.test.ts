import { describe, expect, test } from 'vitest'
import { isPhotoType, sniff } from './sniff.ts'

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap(part => (typeof part === 'string' ? [...part].map(c => c.charCodeAt(0)) : part)),
  )

/** An ISO base media file's first box. */
const ftyp = (...brands: string[]) =>
  bytes([0, 0, 0, 16 + 4 * (brands.length - 1)], 'ftyp', brands[0] ?? '', [0, 0, 0, 0], ...brands.slice(1))

describe('a file is told by its bytes', () => {
  test.each([
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['png', bytes([0x89], 'PNG\r\n', [0x1a], '\n')],
    ['gif', bytes('GIF87a')],
    ['gif', bytes('GIF89a')],
    ['webp', bytes('RIFF', [4, 0, 0, 0], 'WEBPVP8 ')],
    ['avif', ftyp('avif', 'mif1', 'miaf')],
    ['avif', ftyp('mif1', 'miaf', 'avif')],
    ['heic', ftyp('heic', 'mif1')],
    ['heic', ftyp('mif1', 'heic')],
    ['video', ftyp('isom', 'mp42')],
    ['video', ftyp('qt  ')],
    ['video', bytes([0x1a, 0x45, 0xdf, 0xa3], 'webm')],
    ['empty', bytes()],
    ['svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', bytes('<?xml version="1.0"?>\n<!-- a drawing --><SVG>')],
    ['html', bytes('<!DOCTYPE html><p>')],
    ['pdf', bytes('%PDF-1.7')],
    ['zip', bytes('PK', [3, 4])],
    ['tiff', bytes('II*', [0])],
    [
      'bmp',
      bytes(
        'BM',
        [0, 1, 0, 0, 0, 0, 0, 0],
        Array.from({ length: 20 }, () => 1),
      ),
    ],
    ['jxl', bytes([0xff, 0x0a])],
    ['text', bytes('BMI is not a picture')],
    ['text', bytes('Nasi lemak, satay and laksa')],
    ['text', new TextEncoder().encode('椰浆饭'.repeat(400))],
    ['unknown', bytes([0x7f], 'ELF', [2, 1, 1, 0])],
    ['unknown', bytes([0xff, 0xd8])],
    ['unknown', bytes([0xc3, 0x28, 0xa0, 0xa1])],
  ] as const)('%s', (type, file) => {
    expect(sniff(file)).toBe(type)
  })

  test('only what can be decoded counts as a photo', () => {
    expect(
      (['jpeg', 'png', 'webp', 'gif', 'avif', 'heic', 'svg', 'empty'] as const).filter(isPhotoType),
    ).toEqual(['jpeg', 'png', 'webp', 'gif', 'avif'])
  })
})
