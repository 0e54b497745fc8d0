import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepAlongAxes } from '../../../test/keep-examples.ts'
import { eventId, type TinyEvent, tinyEvent } from '../../../test/tiny-event.ts'
import { keepCrops } from '../../dataset/embedding-store.ts'
import type { BaseSet } from '../base-set.ts'
import type { Split } from '../photo-index.ts'
import { toRoots } from '../roots.ts'
import { mergeSets, type UsedPhoto } from './merge.ts'

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
})
afterEach(() => event.close())

test('photos stand behind the base set, in groups of their own, what teaches with its crops', async () => {
  await keepAlongAxes(event.db, eventId, ['a', 'b'])
  const crops = toRoots(Float32Array.of(0, 0, 1, 0), 4)
  await keepCrops(
    event.db,
    ['a', 'b'].map(photoId => ({ origin: 'example', photoId, crops })),
  )
  const base = {
    ...{ dimensions: 4, embeddings: Float32Array.of(0, 0, 0, 1) },
    examples: [{ label: 'satay', kind: 'food', split: 'train', group: 'g', view: 'whole' }],
  } as unknown as BaseSet
  const photo = (id: string, use: Split): UsedPhoto => ({
    ...{ origin: 'example', id, photoId: id, label: 'satay', kind: 'food', group: 'g', use },
  })
  const { set, photoIds, photos } = await mergeSets(event.db, base, 'tiny', [
    ...[photo('gone', 'train'), photo('a', 'train'), photo('b', 'test')],
  ])
  expect(photos).toEqual(['a', 'b'])
  expect(photoIds).toEqual([null, 'a', 'a', 'b'])
  expect(set.examples.map(({ group, split, view }) => [group, split, view])).toEqual([
    ['g', 'train', 'whole'],
    ['local:g', 'train', 'whole'],
    ['local:g', 'train', 'crop'],
    ['local:g', 'test', 'whole'],
  ])
  expect([...set.embeddings]).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0])
})
