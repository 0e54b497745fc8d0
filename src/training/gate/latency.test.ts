import { expect, test } from 'vitest'
import { tinyModel } from '../../../test/tiny-model.ts'
import { openHead } from '../../classifier/head.ts'
import { measureLatency } from './index.ts'
import { compareLatency } from './latency.ts'

test('both heads are timed on every embedding', async () => {
  const head = await openHead(await tinyModel())
  const embeddings = Array.from({ length: 5 }, () => new Float32Array(1280).fill(1 / Math.sqrt(1280)))
  const times = await measureLatency(head, head, embeddings)
  await head.close()
  expect(times.champion).toHaveLength(5)
  expect(times.candidate).toHaveLength(5)
  expect(Math.min(...times.champion, ...times.candidate)).toBeGreaterThan(0)
})

test('medians are compared, so that one long pause does not count', () => {
  const champion = Array.from({ length: 101 }, (_, i) => 0.5 + i / 1000)
  const candidate = champion.map((time, i) => (i === 3 ? 80 : time + 0.1))
  const { interval, ...medians } = compareLatency({ champion, candidate }, 1)
  expect(medians.champion).toBeCloseTo(0.55, 6)
  expect(medians.difference).toBeCloseTo(0.1, 6)
  expect(interval[0]).toBeCloseTo(0.1, 6)
  expect(interval[1]).toBeCloseTo(0.1, 6)
})
