import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openHead } from '../classifier/head.ts'
import { loadModelFiles, type ModelFiles } from '../classifier/model-files.ts'
import type { BaseSet, Example } from './base-set.ts'
import { crossValidate } from './cross-validate.ts'
import { trainingData } from './dataset.ts'
import { evaluate } from './evaluate.ts'
import { fitHead } from './fit.ts'
import { judgeBaseSet } from './judge-photos.ts'
import { seededRandom } from './random.ts'
import { fitSettings } from './settings.ts'
import { stack } from './stack.ts'
import { loadTensorFlow } from './tensorflow.ts'
import { writeModel } from './write-model.ts'

const dimensions = 24

/**
 * Three foods with photos enough, one with too few, and outliers: each a noisy direction of its own. Then so many
 * photos of pho, with a crop each, that this event brings, and of another dish.
 */
function toySet(local = 0, each = 40, strangers = 0): BaseSet {
  const random = seededRandom(11)
  const examples: Example[] = []
  const rows: Float32Array[] = []
  const addRow = (direction: number, example: Omit<Example, 'pack' | 'source'>) => {
    const row = Float32Array.from({ length: dimensions }, (_, d) => (d === direction ? 1 : 0.35 * random()))
    const length = Math.hypot(...row)
    rows.push(row.map(value => value / length))
    examples.push({ pack: 'toy', source: 'made up', ...example })
  }
  const add = (label: string, direction: number, count: number, split: Example['split']) => {
    const kind = label.startsWith('other') ? 'outlier' : 'food'
    for (let i = 0; i < count; i++)
      addRow(direction, { label, kind, split, group: `${split}/${i}`, view: 'whole' })
  }
  for (const [split, share] of [
    ['train', 1],
    ['calibration', 0.5],
    ['test', 0.5],
  ] as const) {
    for (const [i, food] of ['laksa', 'rojak', 'satay'].entries()) add(food, i, each * share, split)
    add('congee', 3, 8 * share, split)
    add('other_food', 4, 40 * share, split)
    add('other_food', 5, 40 * share, split)
  }
  for (let i = 0; i < local; i++) {
    for (const view of ['whole', 'crop'] as const)
      addRow(6, { label: 'pho', kind: 'food', split: 'train', group: `here/${i}`, view, local: true })
  }
  for (let i = 0; i < strangers; i++) {
    const stranger = { label: 'other_food', kind: 'outlier', split: 'train', view: 'whole' } as const
    addRow(7, { ...stranger, group: `stranger/${i}`, local: true })
  }
  const embeddings = stack(rows, dimensions)
  return {
    backbone: { id: 'toy', variant: 'int8' },
    dimensions,
    examples,
    embeddings,
    fingerprint: '0'.repeat(64),
  }
}

const set = toySet()
const settings = fitSettings({ bankComponents: 8, epochs: 20, learningRate: 0.02, batch: 32 })
const silent = () => {}
let fitted: ModelFiles

beforeAll(async () => {
  fitted = await fitHead(set, 'toy', settings, silent)
})

describe('fit', () => {
  test('claims what has photos enough, and tells it apart', async () => {
    expect(fitted.card.claimed).toEqual(['laksa', 'rojak', 'satay'])
    expect(fitted.card.foods).toContain('congee')
    const { scores, refused, accepted } = evaluate(
      await judgeBaseSet(set, await openHead(fitted)),
      fitted.card,
      20,
    )
    expect(scores.macroF1.value).toBeGreaterThan(0.95)
    expect(refused.value).toBeLessThan(0.1)
    expect(accepted.value).toBeLessThan(0.1)
  })

  test('where no food has many photos, its scores are numbers all the same', async () => {
    const { card } = await fitHead(toySet(0, 20), 'toy', settings, silent)
    expect(JSON.stringify(card.history)).not.toContain('null')
  })

  test('divides a large kind of outlier', () => {
    expect(fitted.card.outliers).toEqual(
      ['other_food/0', 'other_food/1', 'other_food/2'].slice(0, fitted.card.outliers.length),
    )
    expect(fitted.card.outliers.length).toBeGreaterThan(1)
  })

  test('loss falls from epoch to epoch', () => {
    const { history } = fitted.card
    expect(history).toHaveLength(20)
    expect(history.at(-1)?.loss).toBeLessThan(history[0]?.loss ?? 0)
  })

  test('the same settings give the same bytes, another seed other ones', async () => {
    const again = await fitHead(set, 'toy', settings, silent)
    expect(again).toEqual(fitted)
    const other = await fitHead(set, 'toy', { ...settings, seed: 2 }, silent)
    expect(other.card.version).not.toBe(fitted.card.version)
  })

  test('a hidden layer learns it too, and has no map of where it looked', async () => {
    const deep = await fitHead(set, 'toy', { ...settings, hidden: 16, learningRate: 0.01 }, silent)
    const head = await openHead(deep)
    const { scores } = evaluate(await judgeBaseSet(set, head), deep.card, 20)
    expect(scores.macroF1.value).toBeGreaterThan(0.9)
    expect(() => head.weightsFor('satay')).toThrow('no map')
  })

  test('a food of this event is learned from ten photos, judged by cross-validation, and repeats', async () => {
    const once = () => fitHead(toySet(10), 'toy', settings, silent)
    const { card } = await once()
    expect(card.claimed).toEqual(['laksa', 'pho', 'rojak', 'satay'])
    expect(card.scores.find(({ id }) => id === 'pho')?.photos).toEqual({
      train: 10,
      calibration: 0,
      crossValidated: 10,
      refused: 0,
    })
    // Its photos weigh more in the fit, which must not make it the likelier name.
    expect(card.namingShift).toEqual({ pho: settings.newFoodShift })
    expect((await once()).card).toEqual(card)
  })

  test('its other dishes are held out with it, each photo once; nothing of the base set is', async () => {
    const here = toySet(10, 40, 6)
    const { tf } = await loadTensorFlow()
    const data = trainingData(tf, here, ['pho'], settings)
    const { heldOut, learned } = await crossValidate(tf, here, data, ['pho'], settings, silent)
    expect(learned).toEqual(['pho'])
    const local = [...here.examples.keys()].filter(
      row => here.examples[row]?.local && here.examples[row]?.view === 'whole',
    )
    expect(local).toHaveLength(16)
    expect(heldOut.map(({ row }) => row)).toEqual(local)
  })

  test('with nine it is still learned, and nothing is held out', async () => {
    const { card } = await fitHead(toySet(9), 'toy', settings, silent)
    expect(card.claimed).toEqual(['laksa', 'rojak', 'satay'])
    expect(card.namingShift).toBeUndefined()
    const pho = card.scores.find(({ id }) => id === 'pho')
    expect(pho).toMatchObject({ reason: '9 of 10 photos of this event', photos: { train: 9 } })
  })

  test('what is written can be loaded; what was changed is refused', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'tangkap-fit-'))
    const evaluation = evaluate(await judgeBaseSet(set, await openHead(fitted)), fitted.card, 20)
    await writeModel(dir, fitted, evaluation)
    expect((await loadModelFiles(dir)).card).toEqual(fitted.card)
    const text = await readFile(join(dir, 'card.md'), 'utf8')
    for (const words of ['What it was fitted on', 'macro-F1', 'still learning', 'Limits'])
      expect(text).toContain(words)
    await Bun.write(join(dir, 'head.onnx'), 'changed')
    await expect(loadModelFiles(dir)).rejects.toThrow('head.onnx')
    await Bun.write(join(dir, 'card.json'), '{"format":1}')
    await expect(loadModelFiles(dir)).rejects.toThrow('card.json: field pack')
    await rm(dir, { recursive: true })
  })

  test('weights for a map are the food’s column', async () => {
    const head = await openHead(fitted)
    const weights = head.weightsFor('laksa')
    expect(weights).toHaveLength(dimensions)
    expect(weights.indexOf(Math.max(...weights))).toBe(0)
    expect(() => head.weightsFor('pizza')).toThrow('no map')
  })
})
