import sharp from 'sharp'
import { expect, test } from 'vitest'
import { quarters } from '../../test/pictures.ts'
import { bandsOf, bitsApart, differenceHash } from './look.ts'

test.each([
  ['0000000000000000', '0000000000000000', 0],
  ['0000000000000000', 'ffffffffffffffff', 64],
  ['8000000000000001', '0000000000000000', 2],
])('%s and %s are %i bits apart', (a, b, bits) => {
  expect(bitsApart(a, b)).toBe(bits)
})

test('smaller, darker and re-encoded copies keep the hash; another picture does not', async () => {
  const look = await differenceHash(quarters(240, 160))
  expect(look).toMatch(/^[0-9a-f]{16}$/)
  const copy = await quarters(240, 160)
    .resize(90)
    .modulate({ brightness: 0.8 })
    .jpeg({ quality: 50 })
    .toBuffer()
  expect(bitsApart(look, await differenceHash(sharp(copy)))).toBeLessThanOrEqual(6)
  const other = await differenceHash(sharp(await quarters(240, 160).rotate(90).png().toBuffer()))
  expect(bitsApart(look, other)).toBeGreaterThan(6)
})

test('hashes three bits apart share a piece', () => {
  const [a, b] = [bandsOf('0123456789abcdef'), bandsOf('8123c56789abcdee')]
  expect(a.filter(band => b.includes(band))).toHaveLength(1)
  // The same digits in another place are another piece.
  expect(new Set(bandsOf('0000000000000000')).size).toBe(4)
})
