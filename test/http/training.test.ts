import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Door, openDoor } from './door.ts'
import { endJob, keepRunningJob } from './keep-job.ts'
import { picture } from './playing.ts'

let door: Door
let as: string
const page = async (partial = false) => {
  const answer = await door.ask('GET', '/organiser/training', { as, partial })
  return { text: await answer.text(), headers: answer.headers }
}

beforeAll(async () => {
  door = await openDoor()
  as = await door.organises()
})
afterAll(() => door.close())

describe('the training panel', () => {
  test('says what waits, and when it looks again', async () => {
    await door.ask('POST', '/organiser/foods/popiah/photos', { as, form: { photo: await picture(1) } })
    const { text } = await page()
    expect(text).toContain('1 newly settled photo')
    expect(text).toContain('22 Nov 2026, 02:30')
    expect(text).toContain('at least 10')
    const models = await (await door.ask('GET', '/organiser/models', { as })).text()
    expect(models).toContain('1 newly settled photo')
    const start = await (await door.ask('GET', '/organiser', { as })).text()
    expect(start).toContain(
      '1 newly settled photo waits to be learned from; it looks again 22 Nov 2026, 02:30.',
    )
  })

  test('another time, fewer photos, or not by itself', async () => {
    const save = (form: Record<string, string>) =>
      door.ask('POST', '/organiser/training/schedule', { as, form })
    expect((await save({ on: 'yes', time: '23:15', minimum: '3' })).status).toBe(303)
    expect((await page()).text).toContain('21 Nov 2026, 23:15')
    expect((await page()).text).toContain('at least 3')
    expect((await save({ time: '23:15', minimum: '3' })).status).toBe(303)
    expect((await page()).text).toContain('only when you say so')
  })

  test.each([
    ['a time that is none', { on: 'yes', time: '24:00', minimum: '10' }, 'hours and minutes'],
    ['no photos at all', { on: 'yes', time: '02:30', minimum: '0' }, 'from 1 to 10000'],
    ['a fraction of a photo', { on: 'yes', time: '02:30', minimum: '1.5' }, 'from 1 to 10000'],
  ])('refuses %s, and what was typed stays', async (_, form, words) => {
    const answer = await door.ask('POST', '/organiser/training/schedule', { as, form })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    for (const part of [words, `value="${form.time}"`, `value="${form.minimum}"`])
      expect(text).toContain(part)
  })

  test('shows how far it is, without a script too; a second start changes nothing', async () => {
    const id = await keepRunningJob(door.context.db, { step: 'fit', done: 7, total: 14 })
    const { text } = await page()
    expect(text).toMatch(/Learning.*: \d+%/)
    expect(text).toContain('hx-trigger="every 1s"')
    expect(text).toContain('Look again')
    expect((await door.ask('POST', '/organiser/training/start', { as })).status).toBe(303)
    const jobs = await door.context.db.selectFrom('job').select(['id', 'state']).execute()
    expect(jobs).toEqual([{ id, state: 'running' }])
    // The part alone is what htmx asks for.
    expect((await page(true)).text).toMatch(/^<section/)
  })

  test('can be stopped, but not while it puts the new model to use', async () => {
    const { db } = door.context
    await db.updateTable('job').set({ step: 'promote' }).execute()
    expect((await page()).text).not.toContain('Stop it')
    const refused = await door.ask('POST', '/organiser/training/cancel', { as })
    expect(refused.status).toBe(409)
    await db.updateTable('job').set({ step: 'gate' }).execute()
    expect((await page()).text).toContain('Stop it')
    expect((await door.ask('POST', '/organiser/training/cancel', { as })).status).toBe(303)
    expect((await page()).text).toContain('it was stopped')
    expect((await page(true)).headers.get('hx-refresh')).toBe('true')
  })

  test.each([
    ['promoted', 'the new model took over', true],
    ['refused', 'the new model was refused', true],
    ['waiting', 'the new model waits for you', true],
    ['same', 'there was nothing new', true],
    ['nothing', 'nothing to learn from', false],
  ])('tells what came of it: %s', async (result, title, hasReport) => {
    const { db } = door.context
    const collectedAt = door.now.time
    const used = { train: 1, calibration: 0, test: 0 }
    await endJob(db, await keepRunningJob(db), 'done', {
      ...{ result, version: hasReport ? 'tiny-2' : null, summary: ['It learned popiah.'], photos: 1, used },
      ...{ leftOut: {}, times: { fit: 1 }, collectedAt },
    })
    const { text } = await page()
    expect(text).toContain(title)
    expect(text).toContain('It learned popiah.')
    expect(text.includes('/organiser/models/tiny-2')).toBe(hasReport)
    expect(text).toContain('0 newly settled photos')
  })

  test.each([
    [0, false],
    [2, true],
  ])('with %d photos in doubt: leads to them: %j', async (doubtful, leads) => {
    const { db } = door.context
    const used = { train: 1, calibration: 0, test: 0 }
    await endJob(db, await keepRunningJob(db), 'done', {
      ...{ result: 'refused', version: 'tiny-2', summary: [], photos: 1, used },
      ...{ leftOut: { doubtful }, times: { fit: 1 }, collectedAt: Date.now() },
    })
    expect((await page()).text.includes('href="/organiser/dataset#doubts"')).toBe(leads)
  })

  test('tells why it did not work', async () => {
    const { db } = door.context
    await endJob(db, await keepRunningJob(db), 'failed', { problem: 'The disk is full.' })
    expect((await page()).text).toContain('The disk is full.')
  })
})
