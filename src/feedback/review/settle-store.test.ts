import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../../test/tiny-event.ts'
import { tinyPack } from '../../../test/tiny-pack.ts'
import { markClaimed } from '../../catching/index.ts'
import { findCatch, recordCatch } from '../../catching/store.ts'
import { badgesOf } from '../../game/index.ts'
import { unseenNotices } from '../notice-store.ts'
import { saveClaim } from '../store.ts'
import type { Decision } from './decisions.ts'
import { lastSettled, settledPhotos } from './list-store.ts'
import { skip, takeNext } from './queue-store.ts'
import { reopen } from './reopen-store.ts'
import { resettle, settle } from './settle-store.ts'

const pack = tinyPack()
const all = { food: '', verdict: '', player: '', model: '', day: '', flagged: false }
const teh: Decision = { kind: 'food', food: 'teh' }
const notFood: Decision = { kind: 'not_food', food: null }
let event: TinyEvent
let ali: string

beforeEach(async () => {
  event = await tinyEvent()
  ali = await event.join('ali')
  // Reviewers are users; a player's user will do.
  for (const name of ['rosa', 'sam']) {
    await event.join(name, 'elsewhere')
    await event.reviews(name)
  }
})
afterEach(() => event.close())

async function send(change: Parameters<typeof newCatch>[1] = {}, group?: string) {
  const entry = newCatch(ali, { outcome: { state: 'unrecognised', food: null }, now: 100, ...change })
  await recordCatch(event.db, pack, entry)
  if (group)
    await event.db.updateTable('photo').set({ look_group: group }).where('id', '=', entry.photo.id).execute()
  return entry.id
}
const claim = (catchId: string, food = 'teh') =>
  saveClaim(event.db, { catchId, playerId: ali, food, note: null, now: 200 }, markClaimed)
const take = (user: string, now = 1000, filter = all) =>
  takeNext(event.db, { eventId, userId: `user-${user}`, filter, now })
const decide = (user: string, catchId: string, decision: Decision, also: string[] = [], now = 1000) =>
  settle(event.db, pack, {
    eventId,
    reviewer: `user-${user}`,
    catchId,
    also,
    decision,
    batch: Bun.randomUUIDv7(),
    now,
  })
const settlings = async (catchId: string) => {
  const rows = await event.db
    .selectFrom('audit_log')
    .select('batch')
    .where('subject', '=', catchId)
    .where('action', '=', 'settled')
    .orderBy('id')
    .execute()
  return rows.map(row => row.batch)
}
/** Takes back what the photo was settled by last, or by `batch`. */
const takeBack = async (catchId: string, whole = true, batch?: string, reviewer = 'user-rosa') =>
  await reopen(event.db, pack, {
    ...{ eventId, reviewer, catchId, whole, now: 3000 },
    batch: batch ?? (await settlings(catchId)).at(-1) ?? '',
  })
const undo = async (catchId: string, whole = true) => (await takeBack(catchId, whole))?.ids

describe('settling', () => {
  test('an approved claim counts from when its photo was sent, earns badges and is told', async () => {
    const id = await send()
    await claim(id)
    expect(await decide('rosa', id, teh)).toBe(1)
    expect(await findCatch(event.db, id)).toMatchObject({ state: 'caught', food: 'teh', caughtAt: 100 })
    expect([...(await badgesOf(event.db, ali)).keys()]).toContain('first')
    expect(await unseenNotices(event.db, ali)).toMatchObject([{ kind: 'approved', food: 'teh', catchId: id }])
    expect(await decide('sam', id, notFood)).toBe(0)
  })

  test('undo takes catch, badges and notice back, and the claim waits again', async () => {
    const id = await send()
    await claim(id)
    await decide('rosa', id, teh)
    expect(await undo(id)).toEqual([id])
    expect(await findCatch(event.db, id)).toMatchObject({ state: 'claimed', food: null, caughtAt: null })
    expect((await badgesOf(event.db, ali)).size).toBe(0)
    expect(await unseenNotices(event.db, ali)).toEqual([])
    expect(await undo(id)).toEqual([])
    expect((await take('rosa'))?.item.id).toBe(id)
    expect(await decide('rosa', id, notFood)).toBe(1)
    const log = await event.db.selectFrom('audit_log').select(['action', 'actor']).orderBy('id').execute()
    expect(log.map(row => row.action)).toEqual(['settled', 'reopened', 'settled'])
    expect(new Set(log.map(row => row.actor))).toEqual(new Set(['user-rosa']))
  })

  test('a badge that was there before is not undone', async () => {
    await send({ outcome: { state: 'caught', food: 'satay' } })
    const before = await badgesOf(event.db, ali)
    const id = await send()
    await decide('rosa', id, teh)
    await undo(id)
    expect(await badgesOf(event.db, ali)).toEqual(before)
  })

  test('look-alikes are settled and undone together; nothing else rides along', async () => {
    const ids = [await send({}, 'g'), await send({}, 'g'), await send({}, 'g')]
    const [first = '', second = '', third = ''] = ids
    const other = await send({}, 'h')
    expect(await decide('rosa', first, teh, [second, other, second, first, 'nonsense'])).toBe(2)
    expect((await lastSettled(event.db, eventId, 'user-rosa'))?.photos).toBe(2)
    expect(
      (await settledPhotos(event.db, eventId, { userId: 'user-rosa', by: null, limit: 9, offset: 0 })).map(
        row => row.catchId,
      ),
    ).toEqual(expect.arrayContaining([first, second]))
    expect((await findCatch(event.db, third))?.state).toBe('unrecognised')
    // Nor do photos of before there were groups.
    const [old, older] = [await send(), await send()]
    await event.db
      .updateTable('photo')
      .set({ look_group: null })
      .where('look_group', 'not in', ['g', 'h'])
      .execute()
    expect(await decide('rosa', old, teh, [older])).toBe(1)
    expect((await undo(second))?.toSorted()).toEqual([first, second].toSorted())
    expect((await findCatch(event.db, first))?.state).toBe('unrecognised')
  })

  test('a hidden photo is gone for its player until it is reopened', async () => {
    const id = await send({ outcome: { state: 'caught', food: 'satay' } })
    await decide('rosa', id, { kind: 'hidden', food: null })
    expect(await findCatch(event.db, id)).toBeNull()
    await undo(id, false)
    expect(await findCatch(event.db, id)).toMatchObject({ state: 'caught', food: 'satay', caughtAt: 100 })
  })

  test('another event’s photo can be neither settled, moved, taken back nor taken along', async () => {
    const there = { eventId: 'elsewhere', outcome: { state: 'unrecognised', food: null } } as const
    const elsewhere = newCatch(await event.join('bea', 'elsewhere'), there)
    await recordCatch(event.db, pack, elsewhere)
    expect(await decide('rosa', elsewhere.id, notFood)).toBe(0)
    expect(await take('rosa')).toBeNull()
    const acting = { reviewer: 'user-rosa', decision: teh, batch: 'there', now: 1000 }
    await settle(event.db, pack, { ...acting, eventId: 'elsewhere', catchId: elsewhere.id, also: [] })
    const move = { ...acting, eventId, decision: notFood, catchIds: [elsewhere.id] }
    expect(await resettle(event.db, pack, move)).toEqual([])
    expect(await takeBack(elsewhere.id, true, 'there')).toBeNull()
    expect((await findCatch(event.db, elsewhere.id))?.food).toBe('teh')
  })

  test.each<[string, Decision, string]>([
    ['right', teh, 'approved'],
    ['wrong of another food', { kind: 'food', food: 'milo' }, 'refused'],
    ['wrong of no food', notFood, 'refused'],
  ])('a claim that is %s is closed as that, and waits again after undo', async (_, decision, state) => {
    const id = await send()
    await claim(id)
    const states = () => event.db.selectFrom('claim').select('state').execute()
    await decide('rosa', id, decision)
    expect(await states()).toEqual([{ state }])
    await undo(id)
    expect(await states()).toEqual([{ state: 'waiting' }])
  })

  test('undo leaves alone what the decision had left alone, and its player changed since', async () => {
    const id = await send({ outcome: { state: 'choosing', food: null } })
    await decide('rosa', id, { kind: 'unusable', food: null })
    const chosen = { state: 'caught', food: 'satay', caught_at: 1500 }
    await event.db.updateTable('catch').set(chosen).where('id', '=', id).execute()
    expect(await undo(id)).toEqual([id])
    expect(await findCatch(event.db, id)).toMatchObject({ state: 'caught', food: 'satay', caughtAt: 1500 })
  })

  test('what a colleague takes back is theirs at once', async () => {
    const id = await send()
    await take('rosa')
    await decide('rosa', id, teh)
    await takeBack(id, true, undefined, 'user-sam')
    expect((await take('sam', 1001))?.item.id).toBe(id)
  })

  test('who may not review any more settles nothing and takes nothing back', async () => {
    const [open, settled] = [await send(), await send()]
    await decide('rosa', settled, teh)
    await event.db.updateTable('user').set({ role: null }).where('id', '=', 'user-rosa').execute()
    expect(await decide('rosa', open, teh)).toBeNull()
    expect(await takeBack(settled)).toBeNull()
    expect(await takeBack(settled, true, undefined, 'user-sam')).toEqual({ ids: [settled], changed: 0 })
  })

  test('what an erased player sent leaves every list', async () => {
    const id = await send()
    await claim(id)
    await decide('rosa', id, teh)
    await send()
    await event.db.deleteFrom('player').where('id', '=', ali).execute()
    expect(
      await settledPhotos(event.db, eventId, { userId: 'user-rosa', by: null, limit: 9, offset: 0 }),
    ).toEqual([])
    expect(await take('rosa')).toBeNull()
    for (const table of ['look_band', 'feedback', 'claim', 'review', 'lease', 'notice'] as const) {
      expect(await event.db.selectFrom(table).selectAll().execute()).toEqual([])
    }
  })
})

describe('undo after photos of the decision were moved', () => {
  const move = (catchIds: string[], decision: Decision, now = 2000) =>
    resettle(event.db, pack, {
      ...{ eventId, reviewer: 'user-rosa', catchIds, decision, now },
      batch: Bun.randomUUIDv7(),
    })
  const decisionOn = async (id: string) =>
    (
      await event.db
        .selectFrom('review')
        .select(['decision', 'food'])
        .where('catch_id', '=', id)
        .executeTakeFirst()
    )?.food

  test.each([
    ['nothing', [], [0, 1, 2], 0],
    ['one of its look-alikes', [1], [0, 2], 1],
    ['the photo that was looked at', [0], [1, 2], 1],
    ['all of them', [0, 1, 2], [], 3],
  ])('%s: only what stands is open again', async (_, moved, open, changed) => {
    const ids = [await send({}, 'g'), await send({}, 'g'), await send({}, 'g')]
    const at = (places: readonly number[]) => places.map(place => ids[place] ?? '')
    await decide('rosa', ids[0] ?? '', teh, ids.slice(1))
    const [batch = ''] = await settlings(ids[0] ?? '')
    await move(at(moved), { kind: 'food', food: 'milo' })
    // The page as it is now offers to take back what stands, and no move.
    const last = await lastSettled(event.db, eventId, 'user-rosa')
    expect(last && { batch: last.batch, photos: last.photos }).toEqual(
      open.length > 0 ? { batch, photos: open.length } : null,
    )
    // So does one that was loaded before.
    const reopened = await takeBack(ids[0] ?? '', true, batch)
    expect(reopened?.ids.toSorted()).toEqual(at(open).toSorted())
    expect(reopened?.changed).toBe(changed)
    for (const id of at(moved)) expect(await decisionOn(id)).toBe('milo')
    for (const id of at(open)) expect(await decisionOn(id)).toBeUndefined()
  })

  test('a move is taken back where it is named, by the list of what was settled', async () => {
    const id = await send()
    await decide('rosa', id, teh)
    await move([id], notFood)
    const [{ batch = '' } = {}] = await settledPhotos(event.db, eventId, {
      ...{ userId: 'user-rosa', by: null, limit: 9, offset: 0 },
    })
    expect(await takeBack(id, false, batch)).toEqual({ ids: [id], changed: 0 })
  })

  test.each<[string, Decision, boolean]>([
    ['to what it is already', notFood, false],
    ['to another kind of no food', { kind: 'other_food', food: null }, true],
    ['to a food', teh, true],
  ])('a photo is moved %s: %s', async (_, decision, moved) => {
    const id = await send()
    await decide('rosa', id, notFood)
    expect(await move([id, id], decision)).toEqual(moved ? [id] : [])
  })

  test('twice finds nothing left to undo, and a decision that never was is none', async () => {
    const id = await send()
    await decide('rosa', id, teh)
    await undo(id)
    expect(await takeBack(id)).toEqual({ ids: [], changed: 1 })
    expect(await takeBack(id, true, 'nonsense')).toBeNull()
  })
})

describe('badges follow a decision', () => {
  const caught = (food: string) => send({ outcome: { state: 'caught', food } })
  const badges = async () => [...(await badgesOf(event.db, ali)).keys()].toSorted()

  test('what hung on a food that was none goes, is told, and comes back with undo as it was', async () => {
    await caught('satay')
    const durian = await caught('durian')
    const before = await badgesOf(event.db, ali)
    expect([...before.keys()].toSorted()).toEqual(['first', 'fruits'])
    await decide('rosa', durian, notFood)
    expect(await badges()).toEqual(['first'])
    expect(await unseenNotices(event.db, ali)).toMatchObject([{ kind: 'refused', lostBadges: ['fruits'] }])
    await undo(durian)
    expect(await badgesOf(event.db, ali)).toEqual(before)
  })

  test('what other photos are enough for stays', async () => {
    await caught('durian')
    await decide('rosa', await caught('durian'), notFood)
    expect(await badges()).toEqual(['first', 'fruits'])
    expect(await unseenNotices(event.db, ali)).toMatchObject([{ kind: 'refused', lostBadges: [] }])
  })

  test('a badge from when the pack was smaller stays', async () => {
    const durian = await caught('durian')
    const earlier = { player_id: ali, badge: 'all', catch_id: durian, earned_at: 1 }
    await event.db.insertInto('badge').values(earlier).execute()
    await decide('rosa', durian, notFood)
    expect(await badges()).toEqual(['all'])
  })

  test('decisions taken back one after the other, in any order, leave what the foods are enough for', async () => {
    const [milo, tea] = [await caught('milo'), await caught('teh')]
    expect(await badges()).toEqual(['drinks', 'first'])
    for (const order of [
      [milo, tea],
      [tea, milo],
    ]) {
      await decide('rosa', milo, notFood)
      await decide('rosa', tea, notFood)
      expect(await badges()).toEqual([])
      for (const id of order) await undo(id)
      expect(await badges()).toEqual(['drinks', 'first'])
    }
  })
})

describe('a reviewer who also plays', () => {
  const settleOwn = (id: string, also: string[] = []) => decide('ali', id, teh, also)

  test('is not shown their own photos, and cannot settle or reopen them', async () => {
    await event.reviews('ali')
    const own = await send({}, 'g')
    const bea = await event.join('bea')
    const entry = newCatch(bea, { outcome: { state: 'unrecognised', food: null } })
    await recordCatch(event.db, pack, entry)
    await event.db.updateTable('photo').set({ look_group: 'g' }).where('id', '=', entry.photo.id).execute()

    const taken = await take('ali')
    expect(taken?.item.id).toBe(entry.id)
    expect(taken?.lookAlikes).toEqual([])
    expect(taken?.next).toBeNull()
    expect(await settleOwn(own)).toBe(0)
    expect(await settleOwn(entry.id, [own])).toBe(1)
    expect((await take('rosa'))?.item.id).toBe(own)

    await decide('rosa', own, notFood)
    const list = await settledPhotos(event.db, eventId, { userId: 'user-ali', by: null, limit: 9, offset: 0 })
    expect(new Map(list.map(row => [row.catchId, row.own]))).toEqual(
      new Map([
        [own, true],
        [entry.id, false],
      ]),
    )
    expect(await takeBack(own, false, undefined, 'user-ali')).toBeNull()
    const moving = { eventId, reviewer: 'user-ali', decision: teh, batch: 'move', now: 2000 }
    expect(await resettle(event.db, pack, { ...moving, catchIds: [own] })).toEqual([])
    expect(await undo(own)).toEqual([own])
  })
})

describe('the queue', () => {
  test('two reviewers never get the same photo, until two minutes are over', async () => {
    for (let i = 0; i < 6; i++) await send({ now: i })
    const [rosa, sam] = await Promise.all([take('rosa'), take('sam')])
    const seen = [rosa, sam].flatMap(taken => [taken?.item.id, taken?.next?.id])
    expect(new Set(seen).size).toBe(4)
    for (const now of [1000, 1000 + 2 * 60_000 - 1])
      expect(await decide('sam', rosa?.item.id ?? '', notFood, [], now)).toBe(0)
    expect(await decide('sam', rosa?.next?.id ?? '', notFood, [], 1000 + 2 * 60_000)).toBe(1)
    // Reloading shows the same photo.
    expect((await take('rosa', 2000))?.item.id).toBe(rosa?.item.id)
    expect((await take('sam', 2000 + 2 * 60_000))?.item.id).toBe(rosa?.item.id)
    expect(await decide('rosa', rosa?.item.id ?? '', notFood, [], 2001 + 2 * 60_000)).toBe(0)
  })

  test('a look-alike of what somebody looks at goes to nobody else', async () => {
    await send({ now: 1 }, 'g')
    await send({ now: 2 }, 'g')
    const rosa = await take('rosa')
    expect(rosa?.lookAlikes).toHaveLength(1)
    expect(rosa?.next).toBeNull()
    expect(await take('sam')).toBeNull()
  })

  test('what was passed over comes back after two minutes', async () => {
    const id = await send()
    expect((await take('rosa'))?.item.id).toBe(id)
    const skipBy = (user: string) =>
      skip(event.db, { eventId, userId: `user-${user}`, catchId: id, now: 1000 })
    // What another has is not theirs to pass over.
    await skipBy('sam')
    expect((await take('rosa'))?.item.id).toBe(id)
    await skipBy('rosa')
    for (const user of ['rosa', 'rosa', 'sam']) expect(await take(user)).toBeNull()
    const later = 1000 + 2 * 60_000
    for (const now of [later, later + 1]) expect((await take('rosa', now))?.item.id).toBe(id)
  })

  test('a clock that was ahead keeps no photo from anybody', async () => {
    const [id, other] = [await send(), await send()]
    const ahead = 60 * 60_000
    const shown = async (user: string, now: number) => {
      const taken = await take(user, now)
      return [taken?.item.id, taken?.next?.id].toSorted()
    }
    expect(await shown('rosa', ahead)).toEqual([id, other].toSorted())
    await skip(event.db, { eventId, userId: 'user-rosa', catchId: id, now: ahead })
    expect(await shown('sam', 1000)).toEqual([id, other].toSorted())
    await skip(event.db, { eventId, userId: 'user-sam', catchId: id, now: ahead })
    expect(await decide('rosa', id, notFood, [], 1000)).toBe(1)
  })

  test('of one day: from its first instant until the next', async () => {
    const asking = { eventId, userId: 'user-rosa', filter: all, now: 1000, sent: [100, 200] as const }
    for (const now of [99, 200]) await send({ now })
    expect(await takeNext(event.db, asking)).toBeNull()
    for (const now of [100, 199]) await send({ now })
    const taken = await takeNext(event.db, asking)
    expect([taken?.item.sentAt, taken?.next?.sentAt].toSorted()).toEqual([100, 199])
  })

  test.each([
    ['the food that was claimed', { food: 'teh' }, 'claimed'],
    ['the food it counts as', { food: 'milo' }, 'caught'],
    ['the likeliest food', { food: 'durian' }, 'predicted'],
    ['verdict', { verdict: 'unknown' }, 'unknown'],
    ['model', { model: 'm2' }, 'newer'],
    ['flagged', { flagged: true }, 'claimed'],
    ['player', { player: 'nobody' }, undefined],
  ])('filtered by %s', async (_, filter, wanted) => {
    const ids: Record<string, string> = {
      claimed: await send(),
      unknown: await send({ prediction: { verdict: 'unknown', food: null } }),
      newer: await send({ prediction: { model: 'm2' } }),
      caught: await send({ outcome: { state: 'caught', food: 'milo' } }),
      predicted: await send({ prediction: { food: 'durian' } }),
    }
    await claim(ids.claimed ?? '')
    const taken = await take('rosa', 1000, { ...all, ...filter })
    expect(taken?.item.id).toBe(wanted && ids[wanted])
    expect(taken?.next).toBeFalsy()
  })
})
