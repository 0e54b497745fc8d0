import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { type Door, openDoor } from './door.ts'

let door: Door
beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

describe('the organiser link', () => {
  const form = { email: 'two@example.org', password: 'three long words' }
  test('works once', async () => {
    const link = await makeOrganiserLink(door.context.db, door.now.time)
    expect((await door.ask('GET', link)).status).toBe(200)
    expect((await door.ask('POST', link, { form })).status).toBe(303)
    expect((await door.ask('POST', link, { form })).status).toBe(404)
  })
  test('is not used up by a short password', async () => {
    const link = await makeOrganiserLink(door.context.db, door.now.time)
    expect((await door.ask('POST', link, { form: { ...form, password: 'short' } })).status).toBe(422)
    expect((await door.ask('GET', link)).status).toBe(200)
  })
  test('gives a forgotten password anew and ends the old sessions', async () => {
    const before = await door.organises('three@example.org')
    expect((await door.ask('GET', '/organiser', { as: before })).status).toBe(200)
    const after = await door.organises('three@example.org')
    expect((await door.ask('GET', '/organiser', { as: before })).status).toBe(404)
    expect((await door.ask('GET', '/organiser', { as: after })).status).toBe(200)
  })
  test('expires after a day, and an older one stops working when a new one is made', async () => {
    const first = await makeOrganiserLink(door.context.db, door.now.time)
    const second = await makeOrganiserLink(door.context.db, door.now.time)
    expect((await door.ask('GET', first)).status).toBe(404)
    expect((await door.ask('GET', second)).status).toBe(200)
    door.now.time += 24 * 60 * 60 * 1000
    expect((await door.ask('GET', second)).status).toBe(404)
  })
})
