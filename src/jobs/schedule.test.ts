import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { recordCatch } from '../catching/store.ts'
import { startIfDue } from './schedule.ts'
import { slotAfter, slotBefore } from './schedule-rules.ts'
import { keepSchedule } from './schedule-store.ts'
import type { Started } from './start-job.ts'

const at = (text: string) => Date.parse(text)
const iso = (instant: number) => new Date(instant).toISOString()

describe('the time of night', () => {
  test.each([
    ['just before', 'Asia/Kuala_Lumpur', '2026-11-21T18:29:59Z', '2026-11-20T18:30', '2026-11-21T18:30'],
    ['at it', 'Asia/Kuala_Lumpur', '2026-11-21T18:30:00Z', '2026-11-21T18:30', '2026-11-22T18:30'],
    ['at noon', 'UTC', '2026-11-21T12:00:00Z', '2026-11-21T02:30', '2026-11-22T02:30'],
    ['far east', 'Pacific/Kiritimati', '2026-11-21T12:00:00Z', '2026-11-20T12:30', '2026-11-21T12:30'],
    ['far west', 'Pacific/Pago_Pago', '2026-11-21T12:00:00Z', '2026-11-20T13:30', '2026-11-21T13:30'],
    // The clocks jump from 2 to 3: 02:30 does not exist, so it comes at 03:30 summer time.
    ['a night without it', 'Europe/Berlin', '2026-03-29T10:00:00Z', '2026-03-29T01:30', '2026-03-30T00:30'],
    [
      'a night without it, west',
      'America/New_York',
      '2026-03-08T12:00:00Z',
      '2026-03-08T07:30',
      '2026-03-09T06:30',
    ],
    [
      'a midnight that is not',
      'Africa/Cairo',
      '2026-04-24T12:00:00Z',
      '2026-04-23T23:30',
      '2026-04-24T23:30',
    ],
    // They show 02:30 twice, one of which counts.
    ['a night with two', 'Europe/Berlin', '2026-10-25T10:00:00Z', '2026-10-25T0', '2026-10-26T01:30'],
  ])('%s in %s', (_, zone, now, before, after) => {
    expect(iso(slotBefore('02:30', zone, at(now)))).toContain(before)
    expect(iso(slotAfter('02:30', zone, at(now)))).toContain(after)
  })
})

describe('the night job', () => {
  let event: TinyEvent
  let now: number
  let starts: number
  const start = async () => {
    starts++
    return { started: true } as unknown as Started
  }
  const look = (time: string) => {
    now = at(time)
    return startIfDue({ db: event.db, clock: () => now }, start)
  }
  /** Photos a reviewer has settled. */
  async function settle(photos: number): Promise<void> {
    const player = await event.join(`p${starts}-${now}`)
    for (let i = 0; i < photos; i++) {
      const entry = newCatch(player)
      await recordCatch(event.db, tinyPack(), entry)
      const review = { catch_id: entry.id, decision: 'food', food: 'satay', batch: entry.id, decided_at: now }
      await event.db.insertInto('review').values(review).execute()
    }
  }

  // The event plays in Kuala Lumpur, where 02:30 is 18:30 UTC of the day before.
  beforeEach(async () => {
    event = await tinyEvent()
    starts = 0
    await look('2026-11-21T10:00:00Z')
  })
  afterEach(() => event.close())

  test('a first start has missed no night', async () => {
    await settle(12)
    expect(await look('2026-11-21T10:01:00Z')).toBe(false)
  })

  test('starts once when its time has come and enough photos wait', async () => {
    await settle(10)
    expect(await look('2026-11-21T18:29:00Z')).toBe(false)
    expect(await look('2026-11-21T18:30:00Z')).toBe(true)
    expect(await look('2026-11-21T18:31:00Z')).toBe(false)
    expect(starts).toBe(1)
  })

  test('leaves fewer for another night, however long that takes', async () => {
    await settle(9)
    expect(await look('2026-11-21T18:30:00Z')).toBe(false)
    await settle(1)
    expect(await look('2026-11-22T18:29:00Z')).toBe(false)
    expect(await look('2026-11-22T18:30:00Z')).toBe(true)
  })

  test('the night whose clocks jump over the time has its training too', async () => {
    await event.db.updateTable('event').set({ time_zone: 'Europe/Berlin' }).execute()
    expect(await look('2027-03-27T12:00:00Z')).toBe(false)
    await settle(10)
    expect(await look('2027-03-28T01:29:00Z')).toBe(false)
    expect(await look('2027-03-28T01:30:00Z')).toBe(true)
  })

  test('a clock that was ahead at the first start holds nothing up', async () => {
    await look('2036-01-01T00:00:00Z')
    expect(await look('2026-11-22T10:00:00Z')).toBe(false)
    await settle(10)
    expect(await look('2026-11-22T18:30:00Z')).toBe(true)
  })

  test('makes up for a night the machine was off, once', async () => {
    await settle(10)
    expect(await look('2026-11-25T06:00:00Z')).toBe(true)
    expect(await look('2026-11-25T06:01:00Z')).toBe(false)
  })

  const learned = { state: 'done', settings: null, collectedAt: at('2026-11-21T12:00:00Z') }
  test.each([
    ['what has been learned from does not wait again', [learned], false],
    ['nor does it after a night that failed', [learned, { state: 'failed', settings: null }], false],
    [
      'a trial with settings of its own leaves all waiting',
      [{ ...learned, settings: '{"defences":false}' }],
      true,
    ],
    [
      'a night of a clock that was ahead leaves all waiting',
      [{ ...learned, collectedAt: at('2027-11-21T12:00:00Z') }],
      true,
    ],
  ])('%s', async (_, jobs, due) => {
    await settle(10)
    for (const [i, { state, settings, ...outcome }] of jobs.entries()) {
      const job = { id: `j${i}`, name: 'nightly-retrain', requested_by: 'terminal', step_started_at: 1 }
      const came = { state, settings, outcome: JSON.stringify(outcome) }
      await event.db
        .insertInto('job')
        .values({ ...job, ...came, created_at: i })
        .execute()
    }
    expect(await look('2026-11-21T18:30:00Z')).toBe(due)
  })

  test('keeps to what the organiser set', async () => {
    await settle(3)
    await keepSchedule(event.db, { on: true, time: '12:00', minimum: 3 })
    expect(await look('2026-11-22T03:59:00Z')).toBe(false)
    expect(await look('2026-11-22T04:00:00Z')).toBe(true)
    await settle(3)
    await keepSchedule(event.db, { on: false, time: '12:00', minimum: 3 })
    expect(await look('2026-11-23T04:00:00Z')).toBe(false)
  })

  test('a start that fails is tried again', async () => {
    await settle(10)
    now = at('2026-11-21T18:30:00Z')
    const fails = () => Promise.reject(new Error('no process'))
    await expect(startIfDue({ db: event.db, clock: () => now }, fails)).rejects.toThrow('no process')
    expect(await look('2026-11-21T18:40:00Z')).toBe(true)
  })
})
