import { afterEach, beforeEach, expect, test } from 'vitest'
import { newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { markClaimed } from '../catching/index.ts'
import { findCatch, recordCatch } from '../catching/store.ts'
import { claimOf, saveClaim } from './store.ts'

let event: TinyEvent
let catchId: string
let playerId: string

beforeEach(async () => {
  event = await tinyEvent()
  playerId = await event.join('ali')
  const entry = newCatch(playerId, { outcome: { state: 'unrecognised', food: null } })
  catchId = entry.id
  await recordCatch(event.db, tinyPack(), entry)
})
afterEach(() => event.close())

const save = (food: string | null, note: string | null, now = 1) =>
  saveClaim(event.db, { catchId, playerId, food, note, now }, markClaimed)

test('a claim is kept and the catch waits', async () => {
  expect(await claimOf(event.db, catchId)).toBeNull()
  expect(await save('teh', null)).toBe(true)
  expect(await claimOf(event.db, catchId)).toEqual({ food: 'teh', note: null })
  expect((await findCatch(event.db, catchId))?.state).toBe('claimed')
})

test('it can be changed while it waits, and keeps its place in the queue', async () => {
  await save('teh', null, 1)
  expect(await save(null, 'murtabak', 2)).toBe(true)
  const row = await event.db.selectFrom('claim').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ food: null, note: 'murtabak', created_at: 1 })
})

test('a settled one stays as it is', async () => {
  await save('teh', null)
  await event.db.updateTable('claim').set({ state: 'refused' }).execute()
  expect(await save('milo', null)).toBe(false)
  expect(await claimOf(event.db, catchId)).toEqual({ food: 'teh', note: null })
})

test('claim and state are kept together or not at all', async () => {
  const broken = () => Promise.reject(new Error('power cut'))
  const claim = { catchId, playerId, food: 'teh', note: null, now: 1 }
  await expect(saveClaim(event.db, claim, broken)).rejects.toThrow('power cut')
  expect(await claimOf(event.db, catchId)).toBeNull()
})
