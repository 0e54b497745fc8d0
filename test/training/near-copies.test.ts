import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordCatch } from '../../src/catching/store.ts'
import { photosByFood } from '../../src/dataset/index.ts'
import { takeNext } from '../../src/feedback/review/queue-store.ts'
import { settle } from '../../src/feedback/review/settle-store.ts'
import { collect } from '../../src/training/retrain/collect.ts'
import { splitPhotos } from '../../src/training/retrain/split.ts'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../tiny-event.ts'
import { tinyPack } from '../tiny-pack.ts'

const pack = tinyPack()
const copies = 500
let event: TinyEvent
const embeddings = new Map<string, Float32Array>()

/** A unit vector with this cosine to the first axis. */
const towards = (cosine: number) => {
  const embedding = new Float32Array(1280)
  embedding.set([cosine, Math.sqrt(1 - cosine ** 2)])
  return embedding
}

async function send(player: string, look: string, embedding: Float32Array) {
  const entry = newCatch(player, { prediction: { embedding, backbone: 'b1' } })
  entry.photo.look = look
  await recordCatch(event.db, pack, entry)
  embeddings.set(entry.id, embedding)
}

beforeAll(async () => {
  event = await tinyEvent()
  const players = [await event.join('ali'), await event.join('bea')]
  await event.join('rosa', 'elsewhere')
  await event.reviews('rosa')
  for (let i = 0; i < copies; i++) {
    const look = (0x0123456789abcdefn ^ (1n << BigInt(i % 16))).toString(16).padStart(16, '0')
    await send(players[i % 2] ?? '', look, towards(0.99 + 0.00001 * i))
  }
  await send(players[0] ?? '', 'fedcba9876543210', towards(0))
})
afterAll(() => event.close())

test('500 near-copies hold nobody up, are settled in nine acts, and become one example', async () => {
  const filter = { food: '', verdict: '', player: '', model: '', day: '', flagged: false }
  const shown: string[] = []
  for (let act = 0; ; act++) {
    const taken = await takeNext(event.db, { eventId, userId: 'user-rosa', filter, now: 5000 + act })
    if (!taken) break
    shown.push(taken.item.lookGroup ?? '')
    await settle(event.db, pack, {
      eventId,
      reviewer: 'user-rosa',
      catchId: taken.item.id,
      also: taken.lookAlikes.map(({ id }) => id),
      decision: { kind: 'food', food: 'satay' },
      batch: Bun.randomUUIDv7(),
      now: 5000 + act,
    })
  }
  expect(shown).toHaveLength(Math.ceil(copies / 61) + 1)
  // The other plate does not wait for the last copy.
  expect(new Set(shown.slice(0, 2)).size).toBe(2)

  expect(await photosByFood(event.db, pack.id, eventId)).toEqual(new Map([['satay', 2]]))
  const { photos } = await collect(event.db, eventId, 6000)
  expect(photos).toHaveLength(copies + 1)
  const { examples, leftOut } = splitPhotos({
    photos: photos.map(photo => ({ ...photo, embedding: embeddings.get(photo.id) ?? towards(0) })),
    base: { train: [], calibration: [], test: [] },
    before: new Map(),
    taught: [],
    onePerGroup: true,
  })
  expect(examples).toHaveLength(2)
  expect(leftOut).toHaveLength(copies - 1)
  expect(new Set(leftOut.map(({ reason }) => reason))).toEqual(new Set(['copy']))
})
