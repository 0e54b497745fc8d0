import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { badgesOf } from '../game/index.ts'
import { isFirstOfItsFood } from './album-store.ts'
import { markClaimed } from './standing-store.ts'
import { caughtFoods, findByFingerprint, findCatch, photosAmong, recordCatch, settleChoice } from './store.ts'

const pack = tinyPack()
let event: TinyEvent
let ali: string
let bea: string

beforeEach(async () => {
  event = await tinyEvent()
  ali = await event.join('ali')
  bea = await event.join('bea')
})
afterEach(() => event.close())

const count = async (table: 'photo' | 'prediction' | 'catch' | 'badge') => {
  const row = await event.db
    .selectFrom(table)
    .select(e => e.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  return row?.n
}
const choosing = (playerId: string) => {
  const offer = ['satay', 'popiah'].map(food => ({ food, probability: 0.4, offered: true }))
  return newCatch(playerId, {
    outcome: { state: 'choosing', food: null },
    prediction: { verdict: 'unsure', candidates: offer },
  })
}

describe('recordCatch', () => {
  test('stores photo, prediction, catch and badge', async () => {
    const entry = newCatch(ali)
    expect(await recordCatch(event.db, pack, entry)).toBe('stored')
    expect(await findCatch(event.db, entry.id)).toEqual({
      id: entry.id,
      playerId: ali,
      photoId: entry.photo.id,
      state: 'caught',
      food: 'satay',
      caughtAt: 1000,
      width: 1024,
      height: 768,
      prediction: {
        model: 'm1',
        offMenu: null,
        verdict: 'recognised',
        food: 'satay',
        probability: 0.9,
        candidates: [{ food: 'satay', probability: 0.9, offered: false }],
      },
    })
    expect(await badgesOf(event.db, ali)).toEqual(new Map([['first', entry.id]]))
  })

  test('keeps the embedding, also one that is part of a larger buffer', async () => {
    const entry = newCatch(ali)
    const embedding = new Float32Array(2000).fill(7).subarray(4, 1284)
    await recordCatch(event.db, pack, { ...entry, prediction: { ...entry.prediction, embedding } })
    const { embedding: bytes } = await event.db
      .selectFrom('prediction')
      .select('embedding')
      .executeTakeFirstOrThrow()
    expect(bytes.byteLength).toBe(1280 * 4)
    expect(new Float32Array(bytes.slice().buffer)).toEqual(new Float32Array(1280).fill(7))
  })

  test('the same id again changes nothing', async () => {
    const entry = newCatch(ali)
    await recordCatch(event.db, pack, entry)
    expect(await recordCatch(event.db, pack, newCatch(bea, { id: entry.id }))).toBe('same id')
    expect([await count('photo'), await count('prediction'), await count('catch')]).toEqual([1, 1, 1])
  })

  test('the same picture again changes nothing, but another event may have it', async () => {
    const entry = newCatch(ali)
    await recordCatch(event.db, pack, entry)
    const twin = { ...newCatch(bea).photo, fingerprint: entry.photo.fingerprint }
    expect(await recordCatch(event.db, pack, newCatch(bea, { photo: twin }))).toBe('same photo')
    expect(await count('photo')).toBe(1)

    const cora = await event.join('cora', 'event-2')
    const elsewhere = newCatch(cora, { eventId: 'event-2', photo: twin })
    expect(await recordCatch(event.db, pack, elsewhere)).toBe('stored')
    expect(await findByFingerprint(event.db, eventId, entry.photo.fingerprint)).toEqual({
      catchId: entry.id,
      playerId: ali,
    })
  })

  test('twenty at once of one id make one catch', async () => {
    const id = Bun.randomUUIDv7()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => recordCatch(event.db, pack, newCatch(ali, { id }))),
    )
    expect(answers.filter(answer => answer === 'stored')).toHaveLength(1)
    expect([await count('photo'), await count('catch'), await count('badge')]).toEqual([1, 1, 1])
  })

  test('is all or nothing', async () => {
    const unknownPlayer = newCatch('player-nobody')
    await expect(recordCatch(event.db, pack, unknownPlayer)).rejects.toThrow()
    const badVerdict = newCatch(ali, { prediction: { verdict: 'perhaps' as 'unknown' } })
    await expect(recordCatch(event.db, pack, badVerdict)).rejects.toThrow()
    expect([await count('photo'), await count('prediction'), await count('catch')]).toEqual([0, 0, 0])
  })

  test('badges go to the catch that completes them, once', async () => {
    const catches = ['teh', 'teh', 'milo', 'durian'].map((food, i) =>
      newCatch(ali, { outcome: { state: 'caught', food }, now: i }),
    )
    for (const entry of catches) await recordCatch(event.db, pack, entry)
    expect(await badgesOf(event.db, ali)).toEqual(
      new Map([
        ['drinks', catches[2]?.id],
        ['first', catches[0]?.id],
        ['fruits', catches[3]?.id],
        ['half', catches[3]?.id],
      ]),
    )
    expect(await badgesOf(event.db, bea)).toEqual(new Map())
  })

  test('what is not caught earns nothing', async () => {
    await recordCatch(event.db, pack, choosing(ali))
    expect(await count('badge')).toBe(0)
    expect(await caughtFoods(event.db, ali)).toEqual(new Set())
  })
})

describe('settleChoice', () => {
  test('starts to count, with its badge, once', async () => {
    const entry = choosing(ali)
    await recordCatch(event.db, pack, entry)
    const choice = { catchId: entry.id, playerId: ali, food: 'popiah', now: 2000 }
    expect(await settleChoice(event.db, pack, choice)).toBe(true)
    expect(await settleChoice(event.db, pack, { ...choice, food: 'satay' })).toBe(false)
    expect(await findCatch(event.db, entry.id)).toMatchObject({
      state: 'caught',
      food: 'popiah',
      caughtAt: 2000,
    })
    expect(await badgesOf(event.db, ali)).toEqual(new Map([['first', entry.id]]))
  })

  test('is not for another player', async () => {
    const entry = choosing(ali)
    await recordCatch(event.db, pack, entry)
    const choice = { catchId: entry.id, playerId: bea, food: 'popiah', now: 2000 }
    expect(await settleChoice(event.db, pack, choice)).toBe(false)
    expect(await findCatch(event.db, entry.id)).toMatchObject({ state: 'choosing' })
  })
})

test('markClaimed leaves alone what counts', async () => {
  const [open, settled] = [choosing(ali), newCatch(ali)]
  for (const entry of [open, settled]) {
    await recordCatch(event.db, pack, entry)
    await event.db.transaction().execute(tx => markClaimed(tx, entry.id))
  }
  expect((await findCatch(event.db, open.id))?.state).toBe('claimed')
  expect((await findCatch(event.db, settled.id))?.state).toBe('caught')
})

test('only the first of a food is new, for each player', async () => {
  const [first, second, other] = [newCatch(ali, { now: 5 }), newCatch(ali, { now: 6 }), newCatch(bea)]
  for (const entry of [second, first, other]) await recordCatch(event.db, pack, entry)
  const isNew = await Promise.all(
    [first, second, other].map(async entry => {
      const found = await findCatch(event.db, entry.id)
      return found && isFirstOfItsFood(event.db, found)
    }),
  )
  expect(isNew).toEqual([true, false, true])
})

test('missing rows are null', async () => {
  expect(await findCatch(event.db, 'none')).toBeNull()
  expect(await findByFingerprint(event.db, eventId, 'none')).toBeNull()
  expect(await photosAmong(event.db, ['none'])).toEqual(new Set())
})
