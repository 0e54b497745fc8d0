import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embeddingsOf } from '../../src/dataset/index.ts'
import type { BaseSet } from '../../src/training/base-set.ts'
import { collect } from '../../src/training/retrain/collect.ts'
import { divide } from '../../src/training/retrain/divide.ts'
import { withoutDoubtful } from '../../src/training/retrain/doubt.ts'
import { mergeSets } from '../../src/training/retrain/merge.ts'
import { fitSettings } from '../../src/training/settings.ts'
import { havePhotos } from '../faults/photos.ts'
import { newHome, removeHome } from '../faults/server.ts'
import { photosOf } from './labelled-photos.ts'
import { type Night, openNight, writeSmallBase } from './night.ts'

const pack = 'malaysia'
const minute = 60_000

describe.skipIf(!havePhotos)('labels that are likely wrong', () => {
  let night: Night
  let base: BaseSet
  const wrong: string[] = []
  let mistaken = ''

  beforeAll(async () => {
    night = await openNight(await newHome())
    base = await writeSmallBase(join(night.home, 'base'))
    const [first = '', second = '', ...satay] = photosOf('satay', 'train', 6)
    for (const file of satay) await night.addCatch(file, 'satay')
    wrong.push(await night.addCatch(first, 'rojak'), await night.addCatch(second, 'laksa'))
    await night.addFood('khao_soi', 'Khao soi')
    for (const file of photosOf('khao_soi', 'train', 10)) await night.addExample(file, 'khao_soi')
    mistaken = await night.addExample(photosOf('kaya_toast', 'train', 1)[0] ?? '', 'khao_soi')
  }, 2 * minute)
  afterAll(async () => {
    await night.close()
    await removeHome(night.home)
  })

  /** Ids of what is left out, and of what teaches. */
  async function doubted(claimed: string[]): Promise<{ out: string[]; teaches: string[] }> {
    const { db, eventId } = night
    const { photos } = await collect(db, eventId, Date.now())
    const dealt = await divide({
      ...{ db, pack, photos, base, gone: [], champion: 'none', defences: true },
      embeddings: await embeddingsOf(db, photos),
    })
    const merged = await mergeSets(db, base, pack, dealt.examples)
    const doubting = { db, dealt, merged, claimed, settings: fitSettings(), now: 1 }
    const { examples, leftOut } = await withoutDoubtful(doubting, () => {})
    const teaches = examples.map(({ id }) => id)
    const out = dealt.examples.flatMap(({ id }) => (teaches.includes(id) ? [] : [id]))
    expect(leftOut.doubtful ?? 0).toBe(out.length)
    return { out, teaches }
  }
  const noted = () =>
    night.db
      .selectFrom('doubt')
      .select(['catch_id', 'example_id', 'label', 'looks_like', 'teaches'])
      .execute()

  test(
    'are left out and noted; what the organiser added of a new food is not doubted',
    async () => {
      const { out, teaches } = await doubted(['satay', 'laksa', 'rojak', 'kaya_toast'])
      expect(out.sort()).toEqual(wrong.sort())
      expect(teaches).toContain(mistaken)
      expect(await noted()).toMatchObject([
        { looks_like: 'satay', teaches: 0 },
        { looks_like: 'satay', teaches: 0 },
      ])
    },
    minute,
  )

  test(
    'of a food the model knows are doubted whoever added them',
    async () => {
      const { out } = await doubted(['satay', 'laksa', 'rojak', 'kaya_toast', 'khao_soi'])
      expect(out).toContain(mistaken)
    },
    minute,
  )

  test(
    'teach on where the food would go for them, and are noted all the same',
    async () => {
      const added = await night.db
        .selectFrom('example')
        .select('id')
        .where('label', '=', 'khao_soi')
        .where('id', '!=', mistaken)
        .executeTakeFirstOrThrow()
      await night.db.deleteFrom('example').where('id', '=', added.id).execute()
      const { teaches } = await doubted(['satay', 'laksa', 'rojak', 'kaya_toast', 'khao_soi'])
      expect(teaches).toContain(mistaken)
      expect((await noted()).find(({ example_id }) => example_id === mistaken)?.teaches).toBe(1)
    },
    minute,
  )

  test(
    'stay once somebody has found them right',
    async () => {
      const [id = ''] = wrong
      await night.db
        .updateTable('doubt')
        .set({ confirmed_at: 2, confirmed_by: 'reviewer' })
        .where('catch_id', '=', id)
        .execute()
      const { out, teaches } = await doubted(['satay', 'laksa', 'rojak', 'kaya_toast'])
      expect(out).not.toContain(id)
      expect(teaches).toContain(id)
    },
    minute,
  )
})
