import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { isLookAlike } from './look-alikes.ts'
import { recordCatch } from './store.ts'

/** A unit vector; two of them have the cosine of the angle between. */
const towards = (cosine: number, length = 1280) => {
  const embedding = new Float32Array(length)
  embedding.set([cosine, Math.sqrt(1 - cosine ** 2)])
  return embedding
}

test.each([
  ['the same picture, saved again', 5, 0.54, true],
  ['cropped a little', 12, 0.9, true],
  ['the same plate from elsewhere', 30, 0.96, true],
  ['another plate of the same dish', 20, 0.9, false],
  ['two dark pictures', 2, 0.3, false],
])('%s', (_, bits, cosine, alike) => {
  const look = ((1n << BigInt(bits)) - 1n).toString(16).padStart(16, '0')
  const first = { look: '0'.repeat(16), embedding: towards(1) }
  expect(isLookAlike(first, { look, embedding: towards(cosine) })).toBe(alike)
  expect(isLookAlike(first, { look, embedding: towards(cosine, 8) })).toBe(false)
})

describe('groups', () => {
  let event: TinyEvent
  beforeEach(async () => {
    event = await tinyEvent()
  })
  afterEach(() => event.close())

  async function send(player: string, look: string, embedding: Float32Array, backbone = 'b1') {
    const entry = newCatch(player, { prediction: { embedding, backbone } })
    entry.photo.look = look
    await recordCatch(event.db, tinyPack(), entry)
    return entry.photo.id
  }
  const groups = async () => {
    const rows = await event.db.selectFrom('photo').select(['id', 'look_group']).orderBy('id').execute()
    return new Map(rows.map(row => [row.id, row.look_group]))
  }

  test('500 near-copies by two players are one group, another dish is none of it', async () => {
    const players = [await event.join('ali'), await event.join('bea')]
    const first = await send(players[0] ?? '', '0123456789abcdef', towards(1))
    for (let i = 1; i < 500; i++) {
      const look = (0x0123456789abcdefn ^ (1n << BigInt(i % 16))).toString(16).padStart(16, '0')
      await send(players[i % 2] ?? '', look, towards(0.99))
    }
    const other = await send(players[0] ?? '', 'fedcba9876543210', towards(0))
    const found = await groups()
    expect([...found.values()].filter(group => group === first)).toHaveLength(500)
    expect(found.get(other)).toBe(other)
  })

  test('embeddings of different backbones are not compared', async () => {
    const ali = await event.join('ali')
    await send(ali, '0123456789abcdef', towards(1))
    const other = await send(ali, '0123456789abcdef', towards(1), 'b2')
    expect((await groups()).get(other)).toBe(other)
  })
})
