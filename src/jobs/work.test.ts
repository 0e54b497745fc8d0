import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { readConfig } from '../config.ts'
import { AppError } from '../errors.ts'
import { definitions } from './definitions.ts'
import { findJob, insertJob } from './store.ts'
import { workAt } from './work.ts'

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await event.close()
})

test.each([
  ['a full disk', Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'There is no room left'],
  ['a full database', Object.assign(new Error('full'), { code: 'SQLITE_FULL' }), 'There is no room left'],
  ['words for people', new AppError(409, 'Learn again.'), 'Learn again.'],
  ['anything else', new TypeError('x is undefined'), 'the log says what'],
])('a job that fails by %s says so', async (_, error, words) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(definitions['nightly-retrain'], 'run').mockRejectedValue(error)
  const claim = { id: 'j', owner: 'me' }
  const asked = { name: 'nightly-retrain', requestedBy: 'terminal', settings: null, now: 1 } as const
  await insertJob(event.db, { ...claim, ...asked })
  const config = readConfig({ TANGKAP_HOME: event.home })

  const context = { db: event.db, config, clock: () => 2 }
  expect(await workAt(context, claim, () => {})).toBe('failed')
  const job = await findJob(event.db, 'j')
  expect(job?.state).toBe('failed')
  expect(job?.outcome).toContain(words)
})
