import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepExamples } from '../../test/keep-examples.ts'
import { eventId, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { deleteExamples, relabelExamples } from './move-store.ts'

let event: TinyEvent
beforeEach(async () => {
  event = await tinyEvent()
  await event.join('ali', 'elsewhere')
  await keepExamples(event.db, eventId, ['here'])
  await keepExamples(event.db, 'elsewhere', ['there'])
  await event.db.updateTable('example').set({ label: 'satay', kind: 'food' }).execute()
})
afterEach(() => event.close())

const acting = { eventId, actor: 'user-ali', batch: 'b', now: 5 }
const ids = ['here', 'there', 'nowhere']
const examples = () => event.db.selectFrom('example').select(['id', 'label', 'kind']).orderBy('id').execute()
const logged = () =>
  event.db.selectFrom('audit_log').select(['subject', 'action', 'details', 'event_id']).execute()
const there = { id: 'there', label: 'satay', kind: 'food' }

describe('of these photos only those of this event', () => {
  test.each([
    ['another food', { label: 'teh', kind: 'food' }],
    ['no food', { label: 'not_food', kind: 'outlier' }],
  ] as const)('become %s, each with its entry in the log', async (_, label) => {
    expect(await relabelExamples(event.db, ids, label, acting)).toEqual(['here'])
    expect(await examples()).toEqual([{ id: 'here', ...label }, there])
    const details = JSON.stringify({ from: 'satay', to: label.label })
    expect(await logged()).toEqual([{ subject: 'here', action: 'moved', details, event_id: eventId }])
  })

  test('go for good', async () => {
    expect(await deleteExamples(event.db, ids, acting)).toEqual([{ id: 'here', label: 'satay' }])
    expect(await examples()).toEqual([there])
    expect(await logged()).toMatchObject([{ subject: 'here', action: 'taken out' }])
  })
})

test('what is called so already is not moved', async () => {
  expect(await relabelExamples(event.db, ids, { label: 'satay', kind: 'food' }, acting)).toEqual([])
  expect(await logged()).toEqual([])
})
