import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmedLabels, type Doubt, noteDoubts } from '../../src/dataset/index.ts'
import { type Door, openDoor } from './door.ts'
import { picture } from './playing.ts'

let door: Door
let as: string
let example: string
const doubtOf = (id: string, change: Partial<Doubt> = {}): Doubt => ({
  ...{ origin: 'example', id, label: 'popiah', looksLike: 'satay', share: 0.9, teaches: false },
  ...change,
})
const page = async () => await (await door.ask('GET', '/organiser/dataset', { as })).text()
const confirm = (photo: string) => door.ask('POST', '/organiser/dataset/confirm', { as, form: { photo } })

beforeAll(async () => {
  door = await openDoor()
  as = await door.organises()
  await door.ask('POST', '/organiser/foods/popiah/photos', { as, form: { photo: await picture(1) } })
  const row = await door.context.db.selectFrom('example').select('id').executeTakeFirstOrThrow()
  example = row.id
})
afterAll(() => door.close())

describe('labels in doubt', () => {
  test('are none before a training has found any', async () => {
    expect(await page()).not.toContain('In doubt until')
  })

  test('are listed with what they look like, and what can be done', async () => {
    await noteDoubts(door.context.db, [doubtOf(example)], 1)
    const text = await page()
    expect(text).toContain('In doubt until somebody looks again')
    expect(text).toContain('Labelled <strong>The popiah</strong>, looks like <strong>The satay</strong>')
    for (const words of ['It is right', 'It is: The satay', 'Yes, delete']) expect(text).toContain(words)
  })

  test.each([
    [false, '90% sure. It did not teach last time.'],
    [true, '90% sure. It taught all the same: without the photos in doubt, The popiah would have too few.'],
  ])('say whether they taught: %s', async (teaches, words) => {
    await noteDoubts(door.context.db, [doubtOf(example, { teaches })], 1)
    expect(await page()).toContain(words)
  })

  test('are gone from the list once the photo was moved, and once the next training finds nothing', async () => {
    const { db } = door.context
    await db.updateTable('example').set({ label: 'satay' }).execute()
    expect(await page()).not.toContain('In doubt until')
    await db.updateTable('example').set({ label: 'popiah' }).execute()
    await noteDoubts(db, [], 2)
    expect(await page()).not.toContain('In doubt until')
  })

  test('stand as right once somebody has looked again, and that is logged', async () => {
    const { db } = door.context
    await noteDoubts(db, [doubtOf(example)], 3)
    expect((await confirm(example)).status).toBe(303)
    expect(await page()).not.toContain('In doubt until')
    await noteDoubts(db, [], 4)
    expect(await confirmedLabels(db)).toEqual(new Map([[example, 'popiah']]))
    const logged = await db
      .selectFrom('audit_log')
      .select(['subject', 'details'])
      .where('action', '=', 'confirmed')
      .execute()
    expect(logged).toEqual([{ subject: example, details: '{"label":"popiah","looksLike":"satay"}' }])
    expect((await confirm(example)).status).toBe(409)
    // A training that began before finds the same label doubtful.
    await noteDoubts(db, [doubtOf(example)], 5)
    expect(await confirmedLabels(db)).toEqual(new Map([[example, 'popiah']]))
  })

  test('under another label are in doubt anew', async () => {
    const { db } = door.context
    await noteDoubts(db, [doubtOf(example, { label: 'teh' })], 5)
    expect(await confirmedLabels(db)).toEqual(new Map())
  })

  test('of one’s own photo somebody else has to look at', async () => {
    const { db } = door.context
    const player = await door.joins('Aina')
    const id = await door.sends(player, 2)
    await noteDoubts(db, [doubtOf(id, { origin: 'catch' })], 6)
    const organiser = await db
      .selectFrom('user')
      .select('id')
      .where('role', 'is not', null)
      .executeTakeFirstOrThrow()
    await db.updateTable('player').set({ user_id: organiser.id }).where('nickname', '=', 'Aina').execute()
    expect((await confirm(id)).status).toBe(409)
  })

  test('go with their photo', async () => {
    const { db } = door.context
    await noteDoubts(db, [doubtOf(example), doubtOf('01a00000-0000-7000-8000-000000000000')], 7)
    await db.deleteFrom('example').execute()
    expect(await db.selectFrom('doubt').selectAll().execute()).toEqual([])
  })
})
