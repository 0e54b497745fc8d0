import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { recordCatch } from '../catching/store.ts'
import type { Split } from '../training/photo-index.ts'
import { confirmLabel, noteDoubts } from './doubt-store.ts'
import { insertExample } from './example-store.ts'
import { photosByFood } from './teaching.ts'

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
  await event.join('ali')
})
afterEach(() => event.close())

const towards = (axis: number) => {
  const embedding = new Float32Array(1280)
  embedding[axis] = 1
  return embedding
}
const seen = (look: string, axis: number) => ({ look, embedding: towards(axis), backbone: 'b1' })

const addPhoto = (
  label: string,
  look: string,
  axis: number,
  { event = eventId, split = null }: { event?: string; split?: Split | null } = {},
) =>
  insertExample(db(), {
    id: Bun.randomUUIDv7(),
    eventId: event,
    ...{ label, kind: label === 'not_food' ? 'outlier' : 'food', split, source: 'organiser' },
    addedBy: 'user-ali',
    fingerprint: Bun.randomUUIDv7(),
    ...{ width: 10, height: 10, bytes: 10, now: 1 },
    ...seen(look, axis),
  })
const db = () => event.db

/** Returns the id of the catch. */
async function settlePhoto(food: string, look: string, axis: number, audited = false): Promise<string> {
  const { embedding, backbone } = seen(look, axis)
  const entry = newCatch('player-ali', { prediction: { embedding, backbone, audited } })
  entry.photo.look = look
  await recordCatch(db(), tinyPack(), entry)
  const review = { catch_id: entry.id, decision: 'food', food, reviewer: null, batch: 'b', decided_at: 1 }
  await db().insertInto('review').values(review).execute()
  return entry.id
}

test('settled and added photos count together, near-copies once, others not at all', async () => {
  await settlePhoto('satay', '0000000000000000', 0)
  await addPhoto('satay', '0000000000000001', 0)
  await addPhoto('satay', 'ffffffff00000000', 1)
  await addPhoto('popiah', 'ffff0000ffff0000', 2)
  await addPhoto('popiah', 'ffff0000ffff0001', 2)
  await addPhoto('not_food', '00ff00ff00ff00ff', 3)
  await event.join('bea', 'event-2')
  await addPhoto('teh', '0f0f0f0f0f0f0f0f', 4, { event: 'event-2' })
  expect(await photosByFood(db(), 'tiny', eventId)).toEqual(
    new Map([
      ['satay', 2],
      ['popiah', 1],
      ['not_food', 1],
    ]),
  )
})

test('photos that calibrate or judge teach nothing, nor do their near-copies', async () => {
  await settlePhoto('satay', '0000000000000000', 0)
  await settlePhoto('satay', 'ffffffff00000000', 1, true)
  await settlePhoto('satay', 'ffffffff00000001', 1)
  await addPhoto('satay', 'ffff0000ffff0000', 2, { split: 'test' })
  await addPhoto('satay', '00ff00ff00ff00ff', 3, { split: 'calibration' })
  await addPhoto('satay', '0f0f0f0f0f0f0f0f', 4, { split: 'train' })
  expect(await photosByFood(db(), 'tiny', eventId)).toEqual(new Map([['satay', 2]]))
})

test('of near-copies under two names most speak, and of as many none', async () => {
  await settlePhoto('satay', '0000000000000000', 0)
  await addPhoto('satay', '0000000000000001', 0)
  await addPhoto('popiah', '0000000000000003', 0)
  await addPhoto('satay', 'ffffffff00000000', 1)
  await addPhoto('popiah', 'ffffffff00000001', 1)
  expect(await photosByFood(db(), 'tiny', eventId)).toEqual(new Map([['satay', 1]]))
})

test('of one player a dozen count, of an organiser all', async () => {
  const look = (i: number) =>
    (BigInt.asUintN(64, 0x9e3779b97f4a7c15n * BigInt(i + 1)) | 1n).toString(16).padStart(16, '0')
  for (let i = 0; i < 14; i++) await settlePhoto('satay', look(i), i)
  for (let i = 20; i < 34; i++) await addPhoto('popiah', look(i), i)
  expect(await photosByFood(db(), 'tiny', eventId)).toEqual(
    new Map([
      ['satay', 12],
      ['popiah', 14],
    ]),
  )
})

test('what is in doubt does not count, until somebody has confirmed it or called it something else', async () => {
  const ids = [
    await settlePhoto('satay', '0000000000000000', 0),
    await settlePhoto('satay', 'ffffffff00000000', 1),
    await settlePhoto('satay', 'ffff0000ffff0000', 2),
  ]
  const doubt = { origin: 'catch', label: 'satay', looksLike: 'popiah', share: 0.99 } as const
  await noteDoubts(
    db(),
    ids.map((id, i) => ({ ...doubt, id, teaches: i === 2 })),
    1,
  )
  const count = async () => Object.fromEntries(await photosByFood(db(), 'tiny', eventId))
  expect(await count()).toEqual({ satay: 1 })
  await event.join('rosa', 'elsewhere')
  await confirmLabel(db(), { eventId, by: 'user-rosa', id: ids[0] ?? '', now: 2 })
  expect(await count()).toEqual({ satay: 2 })
  await db()
    .updateTable('review')
    .set({ food: 'teh' })
    .where('catch_id', '=', ids[1] ?? '')
    .execute()
  expect(await count()).toEqual({ satay: 2, teh: 1 })
})
