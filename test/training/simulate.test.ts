import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawNights } from '../../src/simulate/draw.ts'
import { crowd } from '../../src/simulate/schedule.ts'
import { type Simulation, simulate } from '../../src/simulate/simulate.ts'
import { conclusion, nightLine } from '../../src/simulate/table.ts'
import { havePhotos } from '../shared-photos.ts'

const photosDir = join(import.meta.dirname, '../../../shared/photos')

// The same as thirty nights, with fewer people and less to begin with.
const people = { ...crowd, players: 10, photos: 20, trollPhotos: 2, decisions: 20 }
const sizes = { known: 0.1, knownAtLeast: 16, outliers: 0.15, missing: 2, added: 2 }

describe.skipIf(!havePhotos)('three nights, through the real program on real photos', () => {
  let simulation: Simulation
  beforeAll(async () => {
    simulation = await simulate({
      ...{ nights: 3, seed: 1, people, sizes },
      photosDir,
      index: join(photosDir, 'index.tsv'),
      progress: () => () => {},
    })
  }, 600_000)

  test('every night photos come, are settled, and the job says what came of them', () => {
    const { nights } = simulation
    expect(nights.map(({ night }) => night)).toEqual([1, 2, 3])
    for (const { photos, settled, outcome, why, seconds } of nights) {
      expect(photos).toBe(24)
      expect(settled.photos).toBeGreaterThanOrEqual(people.decisions)
      expect(outcome === 'refused').toBe(why !== null)
      expect(seconds).toBeGreaterThan(0)
    }
    expect(nights.flatMap(({ added }) => added ?? [])).toHaveLength(1)
  })

  test('another version serves after a promotion, and after nothing else', () => {
    const versions = simulation.nights.map(({ version }) => version)
    for (const [i, { outcome, rolledBack }] of simulation.nights.entries()) {
      if (i > 0 && !rolledBack) expect(versions[i] !== versions[i - 1]).toBe(outcome === 'promoted')
    }
  })

  test('scores are of the same photos every night: what did not change is worth the same', () => {
    const scores = [simulation.before, ...simulation.nights.map(({ score }) => score)]
    for (const score of scores) {
      expect(score.f1).toBeGreaterThan(0.3)
      expect(score.fBeta).toBeGreaterThan(0.8)
      expect(score.firstF1).toBeGreaterThan(0.8)
    }
    for (const [i, { outcome, rolledBack }] of simulation.nights.entries()) {
      if (outcome !== 'promoted' && !rolledBack) expect(scores[i + 1]).toEqual(scores[i])
    }
  })

  test('it is told and drawn', () => {
    const svg = drawNights(simulation)
    expect(svg).toContain('3 simulated nights')
    expect(svg).toContain(simulation.nights.find(({ added }) => added)?.added?.replaceAll('_', ' '))
    expect(svg).not.toMatch(/NaN|undefined/)
    const lines = [...simulation.nights.map(nightLine), ...conclusion(simulation.before, simulation.nights)]
    expect(lines.join('\n')).toMatch(/^ {4}1 {6}24/)
    expect(lines.join('\n')).not.toMatch(/NaN|undefined/)
  })
})
