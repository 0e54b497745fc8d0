import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventId, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { insertExample, type Kept } from './example-store.ts'

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
  await event.join('cikgu', 'elsewhere')
})
afterEach(() => event.close())

const towards = (axis: number) => {
  const embedding = new Float32Array(1280)
  embedding[axis] = 1
  return embedding
}
/** Returns its near-duplicate group. */
async function add(change: Partial<Kept> = {}): Promise<string> {
  const id = Bun.randomUUIDv7()
  const stored = await insertExample(event.db, {
    ...{ id, eventId, label: 'satay', kind: 'food', split: null, source: 'organiser', addedBy: 'user-cikgu' },
    ...{ fingerprint: id, look: '0000000000000000', width: 10, height: 10, bytes: 10, now: 1 },
    ...{ backbone: 'b1', embedding: towards(0) },
    ...change,
  })
  return stored.group
}

/** Of one plate by its embedding; no piece of its hash is the same. */
const another = { look: 'ffffffffffffffff' }

test.each<[string, Partial<Kept>, number, boolean]>([
  ['of the same food', {}, 0, true],
  ['eleven photos later', {}, 11, true],
  ['a dozen photos later', {}, 12, false],
  ['of another food', { label: 'teh' }, 0, false],
  ['by another backbone', { backbone: 'b2' }, 0, false],
  ['at another event', { eventId: 'elsewhere' }, 0, false],
])('a shot of a plate is of its group, %s', async (_, change, others, together) => {
  const group = await add()
  for (let i = 1; i <= others; i++) await add({ look: `${i.toString(16)}`.repeat(16), embedding: towards(i) })
  expect((await add({ ...another, ...change })) === group).toBe(together)
})

test('one picture is kept once at an event, and once at another', async () => {
  const group = await add({ fingerprint: 'same' })
  expect(await add({ fingerprint: 'same', label: 'teh' })).toBe(group)
  expect(await add({ fingerprint: 'same', eventId: 'elsewhere' })).not.toBe(group)
})
