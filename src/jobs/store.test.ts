import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { cancelJob } from './start-job.ts'
import { change, findJob, insertJob, type JobRow, listJobs, takeOver } from './store.ts'

const name = 'nightly-retrain'
const claim = { id: 'one', owner: 'first' }

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
  expect(await insert('one')).toBe(true)
})
afterEach(() => event.close())

const insert = (id: string, owner = 'first') =>
  insertJob(event.db, { id, name, owner, settings: null, requestedBy: 'terminal', now: 10 })
const job = async (): Promise<JobRow> => (await findJob(event.db, 'one')) ?? expect.fail()

test('a name is claimed once, and free again when its job has ended', async () => {
  expect(await insert('two')).toBe(false)
  await change(event.db, claim, { state: 'failed' })
  expect(await insert('two')).toBe(true)
  expect((await listJobs(event.db, 9)).map(({ id }) => id)).toEqual(['two', 'one'])
})

describe('a row is written', () => {
  test('by its owner alone, and as long as it runs', async () => {
    expect(await change(event.db, { id: 'one', owner: 'other' }, { step: 'fit' })).toBe(false)
    expect(await change(event.db, claim, { step: 'fit' })).toBe(true)
    await change(event.db, claim, { state: 'done' })
    expect(await change(event.db, claim, { step: 'gate' })).toBe(false)
    expect(await job()).toMatchObject({ state: 'done', step: 'fit' })
  })

  test('by one of two who find it abandoned, which counts a try', async () => {
    await change(event.db, claim, { pid: 1, born: 'boot/1' })
    const found = await job()
    expect(await takeOver(event.db, found, 'second', 20)).toBe(true)
    expect(await takeOver(event.db, found, 'third', 20)).toBe(false)
    expect(await job()).toMatchObject({ owner: 'second', pid: null, born: null, beat: 20, tries: 1 })
    // Also in one millisecond.
    const again = await job()
    expect(await takeOver(event.db, again, 'third', 20)).toBe(true)
    expect(await takeOver(event.db, again, 'fourth', 20)).toBe(false)
  })

  test.each([
    ['has beaten since', { beat: 11 }],
    ['has ended since', { state: 'done' as const }],
  ])('by nobody else where it %s', async (_, since) => {
    const found = await job()
    await change(event.db, claim, since)
    expect(await takeOver(event.db, found, 'second', 20)).toBe(false)
    expect((await job()).owner).toBe('first')
  })
})

describe('a job is cancelled', () => {
  test.each<[string, Parameters<typeof change>[2], string, string]>([
    ['before its first step', { beat: 11 }, 'cancelled', 'cancelled'],
    ['at a step', { step: 'fit' }, 'cancelled', 'cancelled'],
    ['not at one that cannot be left half-way', { step: 'promote' }, 'late', 'running'],
    ['not once it has ended', { step: 'fit', state: 'done' }, 'over', 'done'],
  ])('%s', async (_, at, answer, state) => {
    await change(event.db, claim, at)
    expect(await cancelJob({ db: event.db, clock: () => 30 }, await job())).toBe(answer)
    expect((await job()).state).toBe(state)
  })
})
