import { expect, test } from 'vitest'
import { tinyModel } from '../../../test/tiny-model.ts'
import { openHead } from '../../classifier/head.ts'
import type { Embedder } from '../embed.ts'
import { measureLatency } from './index.ts'
import { compareLatency } from './latency.ts'

const whole = new Float32Array(1280).fill(1 / Math.sqrt(1280))

test('both heads are timed on every embedding, and the backbone between them', async () => {
  const head = await openHead(await tinyModel())
  let looked = 0
  const backbone: Embedder = {
    size: 256,
    async embed(pixels) {
      expect(pixels).toHaveLength(256 * 256 * 3)
      looked++
      return whole
    },
    close: async () => {},
  }
  const embeddings = Array.from({ length: 50 }, () => whole)
  const times = await measureLatency({ champion: head, candidate: head, backbone }, embeddings)
  await head.close()
  expect(times.champion).toHaveLength(50)
  expect(times.candidate).toHaveLength(50)
  expect(Math.min(...times.champion, ...times.candidate)).toBeGreaterThan(0)
  expect(times.backbone).toHaveLength(looked)
  expect(looked).toBe(17)
})

test('medians are compared, so that one long pause does not count', () => {
  const champion = Array.from({ length: 101 }, (_, i) => 0.5 + i / 1000)
  const candidate = champion.map((time, i) => (i === 3 ? 80 : time + 0.1))
  const { interval, ...medians } = compareLatency({ backbone: [16, 15, 14], champion, candidate }, 1)
  expect(medians.backbone).toBe(15)
  expect(medians.champion).toBeCloseTo(0.55, 6)
  expect(medians.difference).toBeCloseTo(0.1, 6)
  expect(interval[0]).toBeCloseTo(0.1, 6)
  expect(interval[1]).toBeCloseTo(0.1, 6)
})
