import { describe, expect, test } from 'vitest'
import { compositeScreen, homography } from './composite-screen.ts'
import { kMeans } from './k-means.ts'
import { duration, progressLine } from './progress.ts'
import { seededRandom, seedFor, shuffled } from './random.ts'
import type { Point } from './screen-corners.ts'
import { loadTensorFlow } from './tensorflow.ts'

describe('seeded randomness', () => {
  test('repeats, and differs between seeds', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed))
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(draw(1).every(value => value >= 0 && value < 1)).toBe(true)
  })
  test('shuffling keeps everything', () => {
    const items = Array.from({ length: 50 }, (_, i) => i)
    const mixed = shuffled(items, seededRandom(1))
    expect(mixed).not.toEqual(items)
    expect([...mixed].sort((a, b) => a - b)).toEqual(items)
  })
  test('names have seeds of their own', () => {
    expect(seedFor('a', 1)).not.toBe(seedFor('b', 1))
    expect(seedFor('a', 1)).not.toBe(seedFor('a', 2))
  })
})

describe('k-means', async () => {
  const { tf } = await loadTensorFlow()
  const around = (angle: number, spread: number) =>
    Array.from({ length: 10 }, (_, i) => {
      const a = angle + (spread * (i - 5)) / 10
      return Float32Array.of(Math.cos(a), Math.sin(a))
    })
  const rows = [...around(0, 0.2), ...around(1.5, 0.2), ...around(3, 0.2)]

  test('finds three bundles', () => {
    const clusters = kMeans(tf, rows, 3, 1)
    for (const start of [0, 10, 20]) expect(new Set(clusters.slice(start, start + 10)).size).toBe(1)
    expect(new Set(clusters).size).toBe(3)
  })
  test.each([
    ['one cluster', 1, [0]],
    ['more clusters than rows', 40, rows.map((_, i) => i)],
  ])('%s', (_, k, expected) => expect([...new Set(kMeans(tf, rows, k, 1))]).toEqual(expected))
})

describe('screens', () => {
  const quad: [Point, Point, Point, Point] = [
    [0.2, 0.1],
    [0.9, 0.2],
    [0.8, 0.9],
    [0.1, 0.8],
  ]
  test('the homography takes the corners to the unit square', () => {
    const map = homography(quad)
    const corners = quad.map(([x, y]) => map(x, y).map(value => Math.abs(Math.round(value * 1e6) / 1e6)))
    expect(corners).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ])
  })
  test('the picture is inside the screen, the frame stays outside', () => {
    const plain = (value: number) => ({
      data: new Uint8Array(100 * 100 * 3).fill(value),
      width: 100,
      height: 100,
    })
    const { data, width, height } = compositeScreen(plain(200), plain(0), quad, seededRandom(1))
    expect(data.length).toBe(width * height * 3)
    const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 3
    expect(data[middle]).toBeGreaterThan(100)
    expect(data[0]).toBe(0)
  })
})

describe('progress', () => {
  test.each([
    [4_000, '4 s'],
    [65_000, '1 min 5 s'],
    [3_720_000, '1 h 2 min'],
  ])('%i ms is %s', (milliseconds, words) => expect(duration(milliseconds)).toBe(words))

  test('says how far, and how long it will still take', () => {
    let now = 0
    const lines: string[] = []
    const out = { isTTY: false, write: (text: string) => lines.push(text) > 0 }
    const progress = progressLine('Epochs', () => now, out)
    for (let done = 0; done <= 4; done++) {
      progress(done, 4)
      now += 1000
    }
    expect(lines[2]).toBe('Epochs: 2 of 4, about 2 s left\n')
    expect(lines.at(-1)).toBe('Epochs: 4 of 4, 4 s in all\n')
  })
})
