import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../../test/tiny-event.ts'
import { tinyPack } from '../../../test/tiny-pack.ts'
import { recordCatch } from '../../catching/store.ts'
import { type Bank, noFood } from '../../classifier/bank.ts'
import { openKnownPhotos } from './known-photos.ts'
import { settle } from './settle-store.ts'

/** Three foods' photos and two others', along the first and the second of three axes. */
const bank: Bank = {
  dimensions: 3,
  components: 2,
  projection: Int8Array.of(127, 0, 0, 0, 127, 0),
  scale: Float32Array.of(1 / 127, 1 / 127),
  labels: Uint16Array.of(0, 0, 1, noFood, noFood),
  rows: Int8Array.of(127, 0, 126, 16, 125, 22, 0, 127, 16, 126),
}
const base = { bank, foods: ['satay', 'popiah'] }

let event: TinyEvent
let ali: string
beforeEach(async () => {
  event = await tinyEvent()
  ali = await event.join('ali')
  await event.join('rosa', 'elsewhere')
  await event.reviews('rosa')
})
afterEach(() => event.close())

async function sent(embedding: number[], settledAs?: string, backbone = 'b1') {
  const entry = newCatch(ali, { prediction: { embedding: Float32Array.from(embedding), backbone } })
  await recordCatch(event.db, tinyPack(), entry)
  if (settledAs !== undefined) {
    await settle(event.db, tinyPack(), {
      eventId,
      reviewer: 'user-rosa',
      catchId: entry.id,
      also: [],
      decision: settledAs === '' ? { kind: 'not_food', food: null } : { kind: 'food', food: settledAs },
      batch: entry.id,
      now: 1,
    })
  }
  return entry.photo.id
}

async function added(embedding: number[], label: string, kind: 'food' | 'outlier') {
  const id = Bun.randomUUIDv7()
  const values = {
    id,
    event_id: eventId,
    label,
    kind,
    source: 'organiser',
    fingerprint: id,
    width: 1,
    height: 1,
    bytes: 1,
    look_group: id,
    backbone: 'b1',
    embedding: new Uint8Array(Float32Array.from(embedding).buffer),
    created_at: 1,
  }
  await event.db.insertInto('example').values(values).execute()
  return id
}

describe('the five known photos most like another', () => {
  test('are settled ones, added ones and labels of the base set, in one order', async () => {
    const settled = await sent([0.999, 0.01, 0], 'teh')
    const example = await added([0.99, 0.15, 0], 'durian', 'food')
    await sent([1, 0, 0])
    const asked = await sent([1, 0, 0])
    const found = await openKnownPhotos(event.db, 'b1', base).nearest(eventId, asked)
    expect(found.map(({ photoId, food }) => [photoId, food])).toEqual([
      [null, 'satay'],
      [settled, 'teh'],
      [null, 'satay'],
      [example, 'durian'],
      [null, 'popiah'],
    ])
    expect(found[1]?.cosine).toBeCloseTo(1, 3)
  })

  test('none of the album: not food, an added outlier, an outlier of the base set', async () => {
    const settled = await sent([0, 0.999, 0.01], '')
    const example = await added([0.01, 0.999, 0], 'grocery', 'outlier')
    const found = await openKnownPhotos(event.db, 'b1', base).nearest(eventId, await sent([0, 1, 0]))
    expect(found.slice(0, 3).map(each => each.food)).toEqual([null, null, null])
    expect(found.map(each => each.photoId)).toEqual(expect.arrayContaining([settled, example]))
  })

  test('without a bank only local ones, by all their numbers', async () => {
    const [near, far] = [await sent([0.6, 0, 0.8], 'teh'), await sent([0, 1, 0], 'milo')]
    const found = await openKnownPhotos(event.db, 'b1', null).nearest(eventId, await sent([0.8, 0, 0.6]))
    expect(found.map(each => each.photoId)).toEqual([near, far])
    expect(found[0]?.cosine).toBeCloseTo(0.96, 5)
  })

  test('what is settled, reopened or erased later is seen at once; another backbone’s never', async () => {
    const known = openKnownPhotos(event.db, 'b1', null)
    const asked = await sent([1, 0, 0])
    const ids = async () => (await known.nearest(eventId, asked)).map(each => each.photoId)
    expect(await ids()).toEqual([])
    const first = await sent([1, 0, 0], 'teh')
    await sent([1, 0, 0], 'teh', 'b2')
    expect(await ids()).toEqual([first])
    for (const [decision, shown] of [
      ['unusable', []],
      ['other_food', [first]],
      ['hidden', []],
      ['not_food', [first]],
    ] as const) {
      await event.db.updateTable('review').set({ decision, food: null }).execute()
      expect(await ids(), decision).toEqual(shown)
    }
    await event.db.deleteFrom('review').execute()
    expect(await ids()).toEqual([])
    const bea = await event.join('bea')
    await event.db.updateTable('photo').set({ player_id: bea }).where('id', '=', asked).execute()
    await sent([1, 0, 0], 'teh')
    expect(await ids()).toHaveLength(1)
    await event.db.deleteFrom('player').where('id', '=', ali).execute()
    expect(await ids()).toEqual([])
  })
})
