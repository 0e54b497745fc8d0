import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertExample } from '../../src/dataset/example-store.ts'
import { type BaseSet, embeddingOf, readBaseSet } from '../../src/training/base-set.ts'
import { placesOf } from '../../src/training/places.ts'
import { isNear } from '../../src/training/retrain/near.ts'
import { eventId } from '../tiny-event.ts'
import { type Door, openDoor } from './door.ts'

/** Photos that the shipped pack judges by, no two of one plate. */
let judged: Float32Array[]
let base: BaseSet
beforeAll(async () => {
  base = await readBaseSet(
    placesOf('malaysia').baseSet,
    ({ split, view }) => split === 'test' && view === 'whole',
  )
  judged = []
  for (const row of base.examples.keys()) {
    const embedding = embeddingOf(base, row)
    if (!judged.some(other => isNear(other, embedding))) judged.push(embedding)
    if (judged.length === 4) return
  }
})

let door: Door
let organiser: string
let userId: string
let added = 0
beforeEach(async () => {
  door = await openDoor()
  // The tiny foods, with what the shipped pack came with.
  door.context.pack = { ...door.context.pack, id: 'malaysia' }
  organiser = await door.organises()
  userId = (await door.context.db.selectFrom('user').select('id').executeTakeFirstOrThrow()).id
})
afterEach(() => door.close())

/** Looks like no other. */
const another = () => {
  const embedding = new Float32Array(1280)
  embedding[added] = 1
  return embedding
}

async function add(label: string, embedding: Float32Array) {
  // Hashes that are far apart, so that embeddings alone say what is near.
  const look = BigInt.asUintN(64, 0x9e3779b97f4a7c15n * BigInt(++added))
    .toString(16)
    .padStart(16, '0')
  await insertExample(door.context.db, {
    ...{ id: Bun.randomUUIDv7(), eventId, label, kind: 'food', split: null, source: 'organiser' },
    ...{
      addedBy: userId,
      fingerprint: Bun.randomUUIDv7(),
      look,
      embedding,
      backbone: `${base.backbone.id}/int8`,
    },
    ...{ width: 10, height: 10, bytes: 10, now: 1 },
  })
}

const page = async (path: string) => (await door.ask('GET', path, { as: organiser })).text()
/** What a list of foods says of one. */
const listed = (text: string, food: string) =>
  new RegExp(`href="/organiser/foods/${food}">.*?learning-count">([^<]*)<`).exec(text)?.[1] ?? null

describe('every page counts the photos of a food alike', () => {
  test.each([
    // A food that is still learned, of which the pack brought many photos: it needs ten of this event.
    ['durian', { different: 10 }, 10, '10 photos, enough', '10 different photos: enough.'],
    ['durian', { different: 6, judged: 4 }, 6, '6 of 10 photos', '6 of 10 different photos.'],
    ['durian', { different: 8, copies: 3 }, 8, '8 of 10 photos', '8 of 10 different photos.'],
    ['durian', {}, 0, '0 of 10 photos', '0 of 10 different photos.'],
    // Known from photos of this event alone.
    ['teh', { different: 9 }, 9, '9 of 25 photos', 'from 9 different photos. With 16 more'],
    ['teh', { different: 24 }, 24, '24 of 25 photos', 'from 24 different photos. With 1 more'],
    ['teh', { different: 25 }, 25, '25 new photos', 'Photos added here make it better'],
    ['teh', { different: 21, judged: 4 }, 21, '21 of 25 photos', 'from 21 different photos. With 4 more'],
    // Known from many that the pack brought.
    ['satay', { different: 12, copies: 2 }, 12, '12 new photos', 'Photos added here make it better'],
  ] as const)('%s, %j', async (food, photos, count, inLists, onItsPage) => {
    const { different = 0, copies = 0, judged: near = 0 } = { ...photos } as Record<string, number>
    const kept = Array.from({ length: different }, () => {
      const embedding = another()
      return add(food, embedding).then(() => embedding)
    })
    const [first = another()] = await Promise.all(kept)
    for (let i = 0; i < copies; i++) await add(food, first)
    for (const embedding of judged.slice(0, near)) await add(food, embedding)

    const [start, foods, own, dataset] = [
      await page('/organiser'),
      await page('/organiser/foods'),
      await page(`/organiser/foods/${food}`),
      await page('/organiser/dataset'),
    ]
    const learning = food === 'durian'
    expect(listed(start, food)).toBe(learning ? inLists : null)
    expect(listed(foods, food)).toBe(inLists)
    expect(own).toContain(onItsPage)
    expect(own.match(/>Near-copy of another</g)?.length ?? 0).toBe(copies)
    expect(own.match(/>Does not count</g)?.length ?? 0).toBe(near)
    // What is missing, where anything is; and the table of all labels.
    const missing = inLists.includes(' of ')
    const [, missingMost = ''] = /id="missing-title"(.*?)<\/section>/s.exec(dataset) ?? []
    expect(listed(missingMost, food)).toBe(missing ? inLists : null)
    const [, row = ''] = new RegExp(`photos\\?label=${food}">.*?</th>(.*?)</tr>`, 's').exec(dataset) ?? []
    expect([...row.matchAll(/<td[^>]*>([^<]*)</g)].at(-2)?.[1]).toBe(String(count))
  })
})
