import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepAlongAxes } from '../../test/keep-examples.ts'
import { eventId, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import type { Split } from '../training/photo-index.ts'
import { earlierUses, taughtEmbeddings } from './learned-store.ts'

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
})
afterEach(() => event.close())

/** A version that used examples so: id, group, split. */
async function version(name: string, pack: string, ...used: [string, string, Split][]): Promise<void> {
  const model = { version: name, pack, status: 'retired', origin: 'trained', card_sha256: '0' }
  await event.db
    .insertInto('model')
    .values({ ...model, created_at: 1 })
    .execute()
  for (const [example_id, look_group, split] of used) {
    const row = { version: name, origin: 'example', example_id, label: 'satay', split, look_group }
    await event.db.insertInto('model_example').values(row).execute()
  }
}

describe('what versions of this pack used', () => {
  beforeEach(async () => {
    await keepAlongAxes(event.db, eventId, ['a', 'b', 'c'])
    await version('one', 'tiny', ['a', 'group a', 'test'], ['b', 'group b', 'calibration'])
    await version('two', 'tiny', ['a', 'group a', 'train'], ['gone', 'group gone', 'train'])
    await version('three', 'tiny', ['a', 'group a', 'calibration'], ['b', 'group b', 'test'])
    await version('other', 'another', ['b', 'group b', 'train'], ['c', 'group c', 'train'])
  })

  test('a group once taught cannot judge, nor one that set thresholds be the gate', async () => {
    expect(await earlierUses(event.db, 'tiny')).toEqual(
      new Map([
        ['group a', 'train'],
        ['group b', 'calibration'],
        ['group gone', 'train'],
      ]),
    )
  })

  test('of what taught there are those embeddings that are left', async () => {
    expect(await taughtEmbeddings(event.db, 'tiny')).toEqual([Float32Array.of(1, 0, 0, 0)])
  })
})
