import { afterEach, beforeEach, expect, test } from 'vitest'
import { newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { markClaimed, unmarkClaimed } from '../catching/index.ts'
import { findCatch, recordCatch } from '../catching/store.ts'
import { claimOf, feedbackOf, saveClaim, saveFeedback } from './store.ts'

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
  expect(await save('teh', null)).toBe('stored')
  expect(await claimOf(event.db, catchId)).toEqual({ food: 'teh', note: null })
  expect((await findCatch(event.db, catchId))?.state).toBe('claimed')
})

test('it can be changed while it waits, and keeps its place in the queue', async () => {
  await save('teh', null, 1)
  expect(await save(null, 'murtabak', 2)).toBe('stored')
  const row = await event.db.selectFrom('claim').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ food: null, note: 'murtabak', created_at: 1 })
})

test('a settled one stays as it is', async () => {
  await save('teh', null)
  const review = { catch_id: catchId, decision: 'unusable', batch: 'b', decided_at: 2 }
  await event.db.insertInto('review').values(review).execute()
  expect(await save('milo', null)).toBe('settled')
  expect(await claimOf(event.db, catchId)).toEqual({ food: 'teh', note: null })
})

test('claim and state are kept together or not at all', async () => {
  const broken = () => Promise.reject(new Error('power cut'))
  const claim = { catchId, playerId, food: 'teh', note: null, now: 1 }
  await expect(saveClaim(event.db, claim, broken)).rejects.toThrow('power cut')
  expect(await claimOf(event.db, catchId)).toBeNull()
})

const quarter = 15 * 60 * 1000
const answer = (word: 'yes' | 'no' | 'not_food', now: number) =>
  saveFeedback(event.db, { catchId, playerId, answer: word, now }, unmarkClaimed)

test('a word can be changed for a quarter of an hour from when the first was said', async () => {
  expect(await answer('no', 10)).toBe('stored')
  expect(await save('teh', null, quarter)).toBe('stored')
  expect(await answer('not_food', 10 + quarter - 1)).toBe('stored')
  expect(await answer('no', 10 + quarter)).toBe('too late')
  expect(await save('teh', null, 10 + quarter)).toBe('too late')
  expect(await feedbackOf(event.db, catchId)).toEqual({ answer: 'not_food', firstSaid: 10 })
  expect(await event.db.selectFrom('feedback').selectAll().execute()).toHaveLength(1)
})

test('a no takes a claim back, and the catch is what it was', async () => {
  await save('teh', null)
  expect(await answer('no', 2)).toBe('stored')
  expect(await claimOf(event.db, catchId)).toBeNull()
  expect((await findCatch(event.db, catchId))?.state).toBe('unrecognised')
})
