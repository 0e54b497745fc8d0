import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embeddingsOf } from '../../src/dataset/index.ts'
import { embeddingOf, readBaseSet } from '../../src/training/base-set.ts'
import { groupKey } from '../../src/training/photo-index.ts'
import { placesOf } from '../../src/training/places.ts'
import { collect } from '../../src/training/retrain/collect.ts'
import { divide } from '../../src/training/retrain/divide.ts'
import { type MergedSet, mergeSets } from '../../src/training/retrain/merge.ts'
import { isNear } from '../../src/training/retrain/near.ts'
import { havePhotos } from '../faults/photos.ts'
import { newHome, removeHome } from '../faults/server.ts'
import { photosOf } from './labelled-photos.ts'
import { type Night, openNight } from './night.ts'

const foods = ['satay', 'laksa', 'rojak', 'popiah', 'cendol']

/** What nobody may learn from or be set by: searched for in all that was fitted and calibrated. */
describe.skipIf(!havePhotos)('near-duplicates never straddle', () => {
  let night: Night
  let merged: MergedSet
  let before: MergedSet

  beforeAll(async () => {
    night = await openNight(await newHome())
    // Photos of the base set's own gate and calibration, sent again by players and dropped by the organiser.
    for (const food of foods) {
      for (const split of ['test', 'calibration', 'train'] as const) {
        const [first, second, third] = photosOf(food, split, 3)
        if (first) await night.addCatch(first, food)
        if (second) await night.addCatch(second, food, { audited: true })
        if (third) await night.addExample(third, food)
      }
    }
    // Dishes nobody knows: each of ten photos, its copy, and a photo of the same plate, in every way they can come.
    await night.addFood('khao_soi', 'Khao soi')
    for (const [i, file] of photosOf('khao_soi', 'train', 20).entries()) {
      await night.addCatch(file, 'khao_soi', { audited: i % 3 === 0, player: `P${i % 4}` })
      const copy = await copied(file, i)
      await night.addCatch(copy, 'khao_soi', { audited: i % 5 === 0, player: `P${(i + 1) % 4}` })
      await night.addExample(await copied(file, i + 100), 'khao_soi')
    }
    before = await prepare()
    // The next evening: copies of what taught are drawn for the audit sample, and the other way round.
    for (const [i, file] of photosOf('khao_soi', 'train', 20).entries())
      await night.addCatch(await copied(file, i + 200), 'khao_soi', { audited: true, player: 'late' })
    merged = await prepare()
  }, 120_000)
  afterAll(async () => {
    await night.close()
    await removeHome(night.home)
  })

  /** Re-encoded, cropped by a few pixels and darkened: what a phone does to a screenshot. */
  async function copied(file: string, i: number): Promise<string> {
    const image = sharp(await readFile(file)).rotate()
    const { width = 0, height = 0 } = await image.metadata()
    const cut = 2 + (i % 5)
    const area = { left: cut, top: cut, width: width - 2 * cut, height: height - 2 * cut }
    const path = join(night.home, `copy-${i}.jpg`)
    await writeFile(
      path,
      await image
        .extract(area)
        .modulate({ brightness: 0.97 })
        .jpeg({ quality: 60 + (i % 37) })
        .toBuffer(),
    )
    return path
  }

  /** Everything up to the fit, and the row a version would have. */
  async function prepare(): Promise<MergedSet> {
    const { db, eventId } = night
    const places = placesOf('malaysia')
    const base = await readBaseSet(places.baseSet, ({ view }) => view === 'whole')
    const { photos } = await collect(db, eventId, Date.now())
    const divided = await divide({
      ...{ db, pack: 'malaysia', photos, base, gone: [], defences: true, champion: 'malaysia-0' },
      embeddings: await embeddingsOf(db, photos),
    })
    const version = `malaysia-${Date.now()}`
    await db
      .insertInto('model')
      .values({
        ...{ version, pack: 'malaysia', status: 'rejected', origin: 'trained', card_sha256: '0' },
        created_at: 1,
      })
      .execute()
    await db
      .insertInto('model_example')
      .values(
        divided.examples.map(({ origin, id, label, use, group }) => ({
          ...{ version, origin, example_id: id, label, split: use, look_group: group },
        })),
      )
      .execute()
    return await mergeSets(db, base, 'malaysia', divided.examples)
  }

  const rowsOf = ({ set }: MergedSet, ...splits: string[]) =>
    [...set.examples.keys()].filter(row => splits.includes(set.examples[row]?.split ?? ''))
  const isLocal = ({ set }: MergedSet, row: number) => set.examples[row]?.local === true

  test('there is something to search', () => {
    for (const split of ['train', 'calibration', 'test'])
      expect(rowsOf(merged, split).filter(row => isLocal(merged, row)).length, split).toBeGreaterThan(1)
  })

  test('no group of the gate is in what was fitted or calibrated', () => {
    const groups = (...splits: string[]) =>
      new Set(
        rowsOf(merged, ...splits).map(row => groupKey(merged.set.examples[row] ?? { label: '', group: '' })),
      )
    const fitted = groups('train', 'calibration')
    const gate = [...groups('test')]
    expect(gate.length).toBeGreaterThan(500)
    expect(gate.filter(group => fitted.has(group))).toEqual([])
  })

  test.each([
    ['the gate', 'test', ['train', 'calibration']],
    ['calibration', 'calibration', ['train']],
  ])('nothing of %s looks like what came before it', (_, judging, others) => {
    const { set } = merged
    const known = rowsOf(merged, ...others)
    const near = rowsOf(merged, judging).flatMap(row =>
      known
        // Of two photos of the base set its own groups tell.
        .filter(other => isLocal(merged, row) || isLocal(merged, other))
        .filter(other => isNear(embeddingOf(set, row), embeddingOf(set, other))),
    )
    expect(near).toEqual([])
  })

  test('one example a group', () => {
    const local = merged.set.examples.filter(({ local, view }) => local && view === 'whole')
    expect(new Set(local.map(({ group }) => group)).size).toBe(local.length)
  })

  test('what taught yesterday does not judge today, and what judged does not teach', () => {
    const uses = (of: MergedSet) =>
      new Map(of.set.examples.flatMap(({ local, group, split }) => (local ? [[group, split]] : [])))
    const today = uses(merged)
    const moved = [...uses(before)].filter(([group, use]) => today.has(group) && today.get(group) !== use)
    expect(moved).toEqual([])
  })
})
