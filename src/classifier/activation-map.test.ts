import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { activationMap, drawActivationMap } from './activation-map.ts'

describe('an activation map', () => {
  test('is the weighted sum of the features at each place, from 0 to 1', () => {
    // [2, 2, 2]: four places of two channels.
    const features = Float32Array.of(1, 0, 2, 0, 0, 1, 3, 1)
    expect(activationMap(features, Float32Array.of(1, 1))).toEqual(Float32Array.of(0.25, 0.5, 0.25, 1))
    // What speaks against the food is not shown.
    expect(activationMap(features, Float32Array.of(1, -2))).toEqual(Float32Array.of(0.5, 1, 0, 0.5))
  })

  test('is empty where nothing speaks for the food', () => {
    expect(activationMap(new Float32Array(8), Float32Array.of(1, 1))).toEqual(new Float32Array(4))
    expect(activationMap(Float32Array.of(1, 1, 1, 1), Float32Array.of(-1))).toEqual(new Float32Array(4))
  })

  test('refuses weights of another head', () => {
    expect(() => activationMap(new Float32Array(8), new Float32Array(3))).toThrow(RangeError)
  })

  test('is drawn warm where it is high and see-through where it is low', async () => {
    const map = new Float32Array(64)
    for (const place of [0, 1, 8, 9]) map[place] = 1
    const overlay = await drawActivationMap(map, { width: 80, height: 40 })
    const { data, info } = await sharp(overlay).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 80, height: 40, channels: 4 })
    const pixel = (x: number, y: number) => [...data.subarray((y * 80 + x) * 4, (y * 80 + x) * 4 + 4)]
    const [red = 0, , blue = 255, opaque = 0] = pixel(8, 4)
    expect(opaque).toBeGreaterThan(150)
    expect(red).toBeGreaterThan(blue + 100)
    expect(pixel(70, 35)[3]).toBeLessThan(10)
  })
})
