import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TinyEvent, tinyEvent } from '../../../test/tiny-event.ts'
import type { BaseSet } from '../base-set.ts'
import type { CollectedPhoto } from './collect.ts'
import { divide } from './divide.ts'

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
})
afterEach(() => event.close())

const dimensions = 40
/** Photos of one player, of as many plates. */
const photos = Array.from({ length: 15 }, (_, i): CollectedPhoto => {
  const id = `photo-${String(i).padStart(2, '0')}`
  return {
    ...{ origin: 'catch', id, photoId: `file-${i}`, label: 'satay', kind: 'food', group: id },
    ...{ audited: false, split: null, playerId: 'aina', backbone: 'b1' },
  }
})
const embeddings = new Map(
  photos.map(({ photoId }, axis) => [
    photoId,
    Float32Array.from({ length: dimensions }, (_, i) => +(i === axis)),
  ]),
)
const base = { dimensions, examples: [], embeddings: new Float32Array(0) } as unknown as BaseSet

test.each<[string, { gone: string[]; defences?: boolean }, number, object]>([
  ['one player has a dozen', { gone: [] }, 12, { crowd: 3 }],
  ['or all, where defences are off', { gone: [], defences: false }, 15, {}],
  // Its old embedding is another backbone's.
  ['what could not be embedded is of no use', { gone: ['photo-00', 'photo-14'] }, 12, { crowd: 1, gone: 2 }],
])('%s', async (_, { defences = true, gone }, count, leftOut) => {
  const dealt = await divide({
    ...{ db: event.db, pack: 'tiny', photos, embeddings, base, champion: 'tiny-1' },
    ...{ gone, defences },
  })
  expect(dealt.examples).toHaveLength(count)
  expect(dealt.leftOut).toEqual(leftOut)
  expect(dealt.examples.filter(({ id }) => gone.includes(id))).toEqual([])
  for (const { id, photoId } of dealt.examples)
    expect(photoId).toBe(photos.find(photo => photo.id === id)?.photoId)
})
