import { afterEach, beforeEach, expect, test } from 'vitest'
import { newCatch, type TinyEvent, tinyEvent } from '../../../test/tiny-event.ts'
import { tinyPack } from '../../../test/tiny-pack.ts'
import { recordCatch } from '../../catching/store.ts'
import { differences } from './store.ts'

const champion = { version: 'v2', predecessor: 'v1', promotedAt: 1000 }

let event: TinyEvent
let ali: string
beforeEach(async () => {
  event = await tinyEvent()
  ali = await event.join('ali')
})
afterEach(() => event.close())

/** A photo that the champion calls satay and the one that looks on popiah. */
async function send({ model = 'v2', shadow = 'v1', now = 1000, axis = 0 } = {}) {
  const said = { model: shadow, verdict: 'recognised', food: 'popiah' } as const
  const embedding = new Float32Array(1280)
  embedding[axis] = 1
  const entry = newCatch(ali, { now, prediction: { model, embedding, shadow: said } })
  entry.photo.look = `${axis}`.repeat(16)
  await recordCatch(event.db, tinyPack(), entry)
  return entry
}
const found = () => differences(event.db, champion)

test.each<[string, Parameters<typeof send>[0], number]>([
  ['sent since it serves', {}, 1],
  ['sent when it served an earlier time', { now: 999 }, 0],
  ['that another version answered', { model: 'v0' }, 0],
  ['that another version looked on at', { shadow: 'v0' }, 0],
])('photos %s', async (_, how, count) => {
  await send(how)
  expect(await found()).toHaveLength(count)
})

test('near-duplicates have one group', async () => {
  for (const axis of [0, 0, 1]) await send({ axis })
  const [first, second, third] = (await found()).map(({ group }) => group)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test.each([
  ['food', 'teh', { kind: 'food', food: 'teh' }],
  ['other_food', null, { kind: 'no food' }],
  ['not_food', null, { kind: 'no food' }],
  ['unusable', null, { kind: 'unclear' }],
  ['hidden', null, { kind: 'unclear' }],
])('what a reviewer found: %s', async (decision, food, truth) => {
  const { id } = await send()
  expect(await found()).toMatchObject([{ truth: null }])
  const review = { catch_id: id, decision, food, reviewer: null, batch: 'b', decided_at: 2000 }
  await event.db.insertInto('review').values(review).execute()
  expect(await found()).toMatchObject([
    { playerId: ali, shown: { food: 'satay' }, shadow: { food: 'popiah' }, truth },
  ])
})
