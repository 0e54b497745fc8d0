import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firstEventName } from '../../src/events/rules.ts'
import { currentEvent, renameEvent } from '../../src/events/store.ts'
import { lastSlot } from '../../src/jobs/schedule-store.ts'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { cookiesOf, type Door, openDoor } from './door.ts'

let door: Door
beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

test('what to do next stands first until it is done, and the name is ticked only once it was given', async () => {
  const as = await door.organises()
  const page = async () => (await door.ask('GET', '/organiser', { as })).text()
  const first = firstEventName(door.context.pack.name)
  await renameEvent(door.context.db, (await currentEvent(door.context.db)).id, {
    name: first,
    timeZone: 'UTC',
  })
  await door.sends(await door.joins('Ali'), 1)
  const before = await page()
  expect(before.indexOf('What to do next')).toBeLessThan(before.indexOf('Players join here'))
  expect(before).toContain('<li><span><strong><a href="#event">Name your event')
  await door.ask('POST', '/organiser/event', { as, form: { name: 'Canteen day', timeZone: 'UTC' } })
  const after = await page()
  expect(after).toContain('<li class="done"><span><strong><a href="#event">Name your event')
  expect(after.indexOf('What to do next')).toBeGreaterThan(after.indexOf('Players join here'))
})

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
    expect((await door.ask('GET', '/organiser', { as: before })).status).toBe(303)
    expect((await door.ask('GET', '/organiser', { as: after })).status).toBe(200)
  })
  test('expires after a day, and an older one stops working when a new one is made', async () => {
    const first = await makeOrganiserLink(door.context.db, door.now.time)
    const second = await makeOrganiserLink(door.context.db, door.now.time)
    expect((await door.ask('GET', first)).status).toBe(404)
    expect((await door.ask('GET', second)).status).toBe(200)
    door.now.time += 24 * 60 * 60 * 1000
    const old = await door.ask('GET', second)
    expect(old.status).toBe(404)
    const words = await old.text()
    for (const said of ['scripts/tangkap organiser-link', 'href="/organiser/sign-in"'])
      expect(words).toContain(said)
  })
})

describe('the event', () => {
  const save = async (form: { name: string; timeZone: string }) =>
    door.ask('POST', '/organiser/event', { as: await door.organises(), form })

  test('of another zone has missed no night there', async () => {
    await save({ name: 'Food day', timeZone: 'Asia/Kuala_Lumpur' })
    expect(await lastSlot(door.context.db)).toBe(null)
    await save({ name: 'Food day', timeZone: 'Asia/Tokyo' })
    expect(await lastSlot(door.context.db)).toBe(door.now.time)
  })

  test('is saved, and the page opens where it says so', async () => {
    const answer = await save({ name: 'Food day', timeZone: 'Asia/Kuala_Lumpur' })
    expect(answer.headers.get('location')).toBe('/organiser?saved#event')
    const page = await (await door.ask('GET', '/organiser?saved', { as: await door.organises() })).text()
    for (const words of ['id="event"', 'Saved.', 'value="Food day"']) expect(page).toContain(words)
  })

  test.each([
    [{ name: 'x'.repeat(61), timeZone: 'Asia/Tokyo' }, 'too long: 60 characters'],
    [{ name: 'Food day', timeZone: '+08:00' }, 'Pick a time zone from the list'],
  ])('%j is refused, and what was typed stays', async (form, words) => {
    const answer = await save(form)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const said of [words, `value="${form.name}"`]) expect(page).toContain(said)
    if (form.timeZone === 'Asia/Tokyo') expect(page).toContain('<option value="Asia/Tokyo" selected')
  })
})

test('the pages of an organiser lead back to the start', async () => {
  const as = await door.organises()
  const back =
    /<a class="more" href="\/organiser"><svg class="icon icon-back"[^>]*>.*?<\/svg> Organiser’s page/
  for (const path of [
    ...['menu', 'foods', 'players', 'reviewers', 'review', 'review/settled'],
    ...['dataset', 'dataset/photos', 'training', 'models'],
  ]) {
    const page = await (await door.ask('GET', `/organiser/${path}`, { as })).text()
    expect(page, path).toMatch(back)
  }
})

describe('renaming a player', () => {
  test('keeps their photos and the nickname rules, and is logged without a name', async () => {
    const as = await door.joins('Rude Word')
    await door.joins('Taken')
    const { id } = await door.playerCalled('Rude Word')
    const organiser = await door.organises()
    const rename = (name: string) =>
      door.ask('POST', `/organiser/players/${id}/rename`, { as: organiser, form: { name } })

    for (const [name, words] of [
      ['taken', 'Somebody already has that nickname'],
      ['...', 'at least one letter'],
      ['x'.repeat(25), 'too long'],
    ] as const) {
      const refused = await rename(name)
      expect(refused.status).toBe(422)
      const page = await refused.text()
      for (const said of [words, `value="${name}"`]) expect(page).toContain(said)
    }
    const { headers } = await rename('Player 7')
    expect(headers.get('location')).toBe(`/organiser/players/${id}?saved#nickname`)
    expect(await (await door.ask('GET', '/profile', { as })).text()).toContain('Player 7')
    const logged = await door.context.db.selectFrom('audit_log').selectAll().execute()
    expect(logged).toMatchObject([{ action: 'renamed', subject: id, details: '{}' }])
  })

  test('is for players of this event', async () => {
    const as = await door.organises()
    const answer = await door.ask('POST', '/organiser/players/nobody/rename', { as, form: { name: 'A' } })
    expect(answer.status).toBe(404)
  })
})

describe('without a session', () => {
  const account = { email: 'cikgu@example.org', password: 'three long words' }
  const signIn = (next: string) => door.ask('POST', '/organiser/sign-in', { form: { ...account, next } })

  test('a page leads to the sign-in and from there back to itself', async () => {
    await door.organises()
    const wanted = '/organiser/players?find=a%26b'
    const there = (await door.ask('GET', wanted)).headers.get('location') ?? ''
    expect(there).toBe(`/organiser/sign-in?next=${encodeURIComponent(wanted)}`)
    expect(await (await door.ask('GET', there)).text()).toContain(`name="next" value="${wanted}"`)
    const wrong = await door.ask('POST', '/organiser/sign-in', {
      form: { ...account, password: 'wrong', next: wanted },
    })
    expect(await wrong.text()).toContain(`name="next" value="${wanted}"`)
    const answer = await signIn(wanted)
    expect(answer.headers.get('location')).toBe(wanted)
    const { headers } = await door.ask('GET', there, { as: cookiesOf(answer) })
    expect(headers.get('location')).toBe(wanted)
  })

  test('no address leads out of the house', async () => {
    await door.organises()
    expect((await signIn('//evil.test/organiser')).headers.get('location')).toBe('/organiser')
  })

  test('what is there and what is not are answered alike', async () => {
    for (const id of ['satay', 'nothing'])
      expect((await door.ask('GET', `/organiser/foods/${id}`)).status).toBe(303)
  })

  test.each([true, false])('a form is not done and says where to sign in (part: %s)', async partial => {
    const answer = await door.ask('POST', '/organiser/code', { form: {}, partial })
    expect(answer.status).toBe(401)
    const words = await answer.text()
    for (const said of ['Sign in and try again', 'href="/organiser/sign-in"']) expect(words).toContain(said)
  })

  test('the join page links to it, for who is no organiser yet', async () => {
    expect(await (await door.ask('GET', '/join')).text()).toContain('href="/organiser/sign-in"')
    const as = await door.organises()
    expect(await (await door.ask('GET', '/join', { as })).text()).not.toContain('href="/organiser/sign-in"')
  })
})
