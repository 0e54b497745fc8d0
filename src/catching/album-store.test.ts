import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { albumOf, catchesOf, countCatches, standingsOf } from './album-store.ts'
import { recordCatch } from './store.ts'

const pack = tinyPack()
let event: TinyEvent
let ali: string

beforeEach(async () => {
  event = await tinyEvent()
  ali = await event.join('ali')
})
afterEach(() => event.close())

async function record(playerId: string, food: string | null, now: number, probability = 0.9) {
  const entry = newCatch(playerId, {
    outcome: food === null ? { state: 'unrecognised', food } : { state: 'caught', food },
    now,
    prediction: { food: food ?? 'satay', probability },
  })
  await recordCatch(event.db, pack, entry)
  return entry
}

test('the album shows the surest photo of a food, and when it was caught last', async () => {
  await record(ali, 'satay', 1, 0.7)
  const best = await record(ali, 'satay', 2, 0.95)
  await record(ali, 'satay', 3, 0.8)
  await record(ali, null, 4, 0.99)
  expect([...(await albumOf(event.db, ali)).values()]).toEqual([
    { food: 'satay', bestPhoto: best.photo.id, latest: 3 },
  ])
})

test('a chosen food is as sure as the model was of that food, not of its favourite', async () => {
  const chosen = newCatch(ali, {
    now: 1,
    prediction: {
      food: 'popiah',
      probability: 0.6,
      candidates: [{ food: 'satay', probability: 0.3, offered: true }],
    },
  })
  await recordCatch(event.db, pack, chosen)
  const better = await record(ali, 'satay', 2, 0.5)
  expect((await albumOf(event.db, ali)).get('satay')?.bestPhoto).toBe(better.photo.id)
})

test('a food without any probability still has a photo', async () => {
  const approved = newCatch(ali, { prediction: { food: null, candidates: [] } })
  await recordCatch(event.db, pack, approved)
  expect((await albumOf(event.db, ali)).get('satay')?.bestPhoto).toBe(approved.photo.id)
})

test('lists are newest first, by page and by food', async () => {
  const first = await record(ali, 'satay', 1)
  const second = await record(ali, null, 2)
  const third = await record(ali, 'teh', 3)
  const ids = async (page: Parameters<typeof catchesOf>[2]) =>
    (await catchesOf(event.db, ali, page)).map(entry => entry.id)
  expect(await ids({ limit: 9 })).toEqual([third.id, second.id, first.id])
  expect(await ids({ limit: 2, offset: 1 })).toEqual([second.id, first.id])
  expect(await ids({ limit: 9, food: 'satay' })).toEqual([first.id])
  expect(await countCatches(event.db, ali)).toBe(3)
})

test('standings count different foods, up to the first catch of the newest', async () => {
  const bea = await event.join('bea')
  const cora = await event.join('cora', 'event-2')
  await record(ali, 'satay', 10)
  await record(ali, 'teh', 20)
  await record(ali, 'teh', 30)
  await record(ali, null, 40)
  await recordCatch(event.db, pack, newCatch(cora, { eventId: 'event-2' }))
  const standings = await standingsOf(event.db, eventId)
  expect(standings.toSorted((a, b) => b.foods - a.foods)).toEqual([
    { playerId: ali, nickname: 'ali', foods: 2, reached: 20 },
    { playerId: bea, nickname: 'bea', foods: 0, reached: null },
  ])
})
