import { beforeAll, describe, expect, test } from 'vitest'
import { type Head, openHead } from '../../../src/classifier/head.ts'
import { loadModelFiles } from '../../../src/classifier/model-files.ts'
import { readBaseSet } from '../../../src/training/base-set.ts'
import type { Judged } from '../../../src/training/evaluate.ts'
import { judgeBaseSet } from '../../../src/training/judge-photos.ts'
import { placesOf } from '../../../src/training/places.ts'
import { seededRandom } from '../../../src/training/random.ts'
import { changesFor, perturbed, trueQuality } from './candidates.ts'
import { runTrial } from './run.ts'

let head: Head
let judged: Judged[]
beforeAll(async () => {
  const places = placesOf('malaysia')
  head = await openHead(await loadModelFiles(places.model))
  judged = await judgeBaseSet(await readBaseSet(places.baseSet), head)
})

// The table of docs/model.md has ten times as many, and more kinds.
describe('candidates on gates like the shipped one', () => {
  test.each([
    ['a point better: at least 80%', 1, false, 0.8, 1],
    ['a point and a half worse: at most 5%', -1.5, false, 0, 0.05],
    ['a point and a half worse, with a new food: at most 5%', -1.5, true, 0, 0.05],
  ])('%s', (_, points, newFood, least, most) => {
    const better = { macroF1: points / 100, fBeta: points / 100 }
    const times = 80
    const { passed } = runTrial(
      judged,
      head.card,
      { better, churn: 0.01, newFood },
      { times, draws: 200, seed: 7 },
    )
    expect(passed / times).toBeGreaterThanOrEqual(least)
    expect(passed / times).toBeLessThanOrEqual(most)
  })
})

test('a simulated candidate is as good as it is said to be', () => {
  const photos = judged.filter(({ kind, label }) => kind === 'outlier' || head.card.claimed.includes(label))
  const still = { lose: 0, gain: 0, refuse: 0, admit: 0, accept: 0, reject: 0 }
  const before = trueQuality(photos, still)
  const changes = changesFor(photos, { macroF1: -0.015, fBeta: 0.01 }, 0.01)
  // Many perturbed gates together: their counts come near what is expected.
  const random = seededRandom(2)
  const many = Array.from({ length: 60 }, () => perturbed(photos, changes, random)).flat()
  const after = trueQuality(many, still)
  expect(after.macroF1 - before.macroF1).toBeCloseTo(-0.015, 2)
  expect(after.fBeta - before.fBeta).toBeCloseTo(0.01, 2)
})
