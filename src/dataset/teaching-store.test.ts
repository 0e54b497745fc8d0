import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { recordCatch } from '../catching/store.ts'
import type { Split } from '../training/photo-index.ts'
import { countLabels } from './counts.ts'
import { insertExample } from './example-store.ts'
import { listedPhotos } from './store.ts'
import { photosByFood } from './teaching-store.ts'

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

async function settlePhoto(food: string, look: string, axis: number, audited = false) {
  const { embedding, backbone } = seen(look, axis)
  const entry = newCatch('player-ali', { prediction: { embedding, backbone, audited } })
  entry.photo.look = look
  await recordCatch(db(), tinyPack(), entry)
  const review = { catch_id: entry.id, decision: 'food', food, reviewer: null, batch: 'b', decided_at: 1 }
  await db().insertInto('review').values(review).execute()
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
  expect(await photosByFood(db(), eventId)).toEqual(
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
  expect(await photosByFood(db(), eventId)).toEqual(new Map([['satay', 2]]))
  const counts = countLabels(['satay'], [], await listedPhotos(db(), eventId))
  expect(counts[0]?.groups).toBe(5)
})
