import { afterEach, beforeEach, expect, test } from 'vitest'
import { cookiesOf, type Door, openDoor } from './door.ts'

let door: Door
let organiser: string

beforeEach(async () => {
  door = await openDoor()
  organiser = await door.organises()
})
afterEach(() => door.close())

/** The path of the link that the organiser's page shows. */
async function linkFor(nickname: string): Promise<string> {
  const { id } = await door.playerCalled(nickname)
  const answer = await door.ask('POST', `/organiser/players/${id}/way-back`, { as: organiser, form: {} })
  const page = await answer.text()
  expect(answer.status, page).toBe(200)
  return new URL(/https?:\/\/[^"<\s]+\/back\/[^"<\s]+/.exec(page)?.[0] ?? '').pathname
}

const open = (link: string, as: string | null = null) => door.ask('POST', link, { as, form: {} })
const whoIs = async (as: string) => await (await door.ask('GET', '/profile', { as })).text()
const stickers = async (as: string) =>
  (await (await door.ask('GET', '/collection', { as })).text()).match(/\/photos\/[0-9a-f-]{36}\/thumbnail/g)

test('a player plays on with the album on another device, and the one before is signed out', async () => {
  const lost = await door.joins('Aina')
  await door.sends(lost, 1)
  const link = await linkFor('Aina')
  const asked = await door.ask('GET', link)
  expect(asked.status).toBe(200)
  expect(await asked.text()).toContain('I am Aina')
  // Whatever looks at a link before a person does has not used it up.
  expect((await door.ask('GET', link)).status).toBe(200)
  expect(await whoIs(lost)).toContain('Aina')

  const answer = await open(link)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  const found = cookiesOf(answer)
  expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i)
  expect(answer.headers.getSetCookie().join()).not.toContain('moved=')
  expect(await whoIs(found)).toContain('Aina')
  expect(await stickers(found)).toHaveLength(1)
  expect((await door.ask('GET', '/profile', { as: lost })).status).toBe(303)
  const logged = await door.context.db.selectFrom('audit_log').selectAll().execute()
  expect(logged).toMatchObject([{ action: 'let back in', details: '{}' }])
})

test('what they caught meanwhile under another nickname comes along, and that nickname is free', async () => {
  const before = await door.joins('Aina')
  await door.sends(before, 1)
  const meanwhile = await door.joins('Aina 2')
  await door.sends(meanwhile, 2)
  const link = await linkFor('Aina')
  const page = await (await door.ask('GET', link, { as: meanwhile })).text()
  expect(page).toContain('You play as <strong>Aina 2</strong> on this device')

  const { id: from } = await door.playerCalled('Aina 2')
  const opened = await open(link, meanwhile)
  const found = cookiesOf(opened)
  const photos = await door.context.db.selectFrom('catch').select('player_id').execute()
  const { id } = await door.playerCalled('Aina')
  expect(photos).toEqual([{ player_id: id }, { player_id: id }])
  // So that the phone sends what still waits there as Aina's.
  const told = opened.headers.getSetCookie().find(cookie => cookie.startsWith('moved='))
  expect(told).toContain(`moved=${from}.${id};`)
  expect(told).not.toMatch(/HttpOnly/i)
  expect(await whoIs(found)).toContain('Aina')
  expect((await door.ask('GET', '/profile', { as: meanwhile })).status).toBe(303)
  expect(await door.joins('Aina 2')).not.toBe('')
})

test('who is that player already needs no link', async () => {
  const as = await door.joins('Aina')
  const answer = await door.ask('GET', await linkFor('Aina'), { as })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
})

test.each<[string, (link: string) => Promise<string>]>([
  ['was used', async link => ((await open(link)).status === 303 ? link : '')],
  ['is older than another', async link => ((await linkFor('Aina')) === link ? '' : link)],
  [
    'is an hour old',
    async link => {
      door.now.time += 60 * 60 * 1000
      return link
    },
  ],
  ['was mistyped', async link => `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`],
  [
    'is another player’s',
    async link => link.replace((await door.playerCalled('Aina')).id, (await door.playerCalled('Ben')).id),
  ],
  [
    'leads to somebody erased',
    async link => {
      const { id } = await door.playerCalled('Aina')
      await door.ask('POST', `/organiser/players/${id}/erase`, { as: organiser, form: {} })
      expect(
        await door.context.db.selectFrom('setting').selectAll().where('name', 'like', 'way_back%').execute(),
      ).toEqual([])
      return link
    },
  ],
  [
    'would open an account with a password',
    async link => {
      const { userId } = await door.playerCalled('Aina')
      await door.context.db.updateTable('user').set({ role: 'reviewer' }).where('id', '=', userId).execute()
      return link
    },
  ],
])('a link that %s opens nothing, and says what to do', async (_, spoil) => {
  await door.joins('Aina')
  await door.joins('Ben')
  const link = await spoil(await linkFor('Aina'))
  expect(link).not.toBe('')
  for (const answer of [await door.ask('GET', link), await open(link)]) {
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('Ask the organiser for a new one')
    expect(answer.headers.getSetCookie()).toEqual([])
  }
})

test('twenty at once with one link: one gets in', async () => {
  await door.joins('Aina')
  const link = await linkFor('Aina')
  const answers = await Promise.all(Array.from({ length: 20 }, () => open(link)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array(19).fill(404)])
})

test('a device that is signed in to check photos stays so, and the link still works', async () => {
  await door.joins('Aina')
  const link = await linkFor('Aina')
  for (const as of [organiser, await door.reviews()]) {
    const refused = await open(link, as)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('on the player’s own device')
  }
  expect((await door.ask('GET', '/organiser', { as: organiser })).status).toBe(200)
  expect((await open(link)).status).toBe(303)
})

test('who plays with an account signs in instead', async () => {
  const { joinCode } = await door.context.db
    .selectFrom('event')
    .select('join_code as joinCode')
    .executeTakeFirstOrThrow()
  await door.ask('POST', '/join', { as: organiser, form: { code: joinCode, nickname: 'Cikgu' } })
  const { id } = await door.playerCalled('Cikgu')
  const page = await (await door.ask('GET', `/organiser/players/${id}`, { as: organiser })).text()
  expect(page).not.toContain('Let them back in')
  const answer = await door.ask('POST', `/organiser/players/${id}/way-back`, { as: organiser, form: {} })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('comes back by signing in')
})

test('a reload of the page with the link leads back to the player, and a stranger has no page', async () => {
  await door.joins('Aina')
  const { id } = await door.playerCalled('Aina')
  const reload = await door.ask('GET', `/organiser/players/${id}/way-back`, { as: organiser })
  expect(reload.headers.get('location')).toBe(`/organiser/players/${id}`)
  const nobody = await door.ask('POST', '/organiser/players/nobody/way-back', { as: organiser, form: {} })
  expect(nobody.status).toBe(404)
})

test('links that nobody opened in time are gone once another is made; those still good are not', async () => {
  const links = async () => {
    const rows = await door.context.db.selectFrom('setting').select('name').orderBy('name').execute()
    return rows.filter(({ name }) => name.startsWith('way_back:')).length
  }
  for (const nickname of ['Aina', 'Bea', 'Cik']) await door.joins(nickname)
  await linkFor('Aina')
  door.now.time += 30 * 60_000
  const good = await linkFor('Bea')
  expect(await links()).toBe(2)
  door.now.time += 30 * 60_000
  await linkFor('Cik')
  expect(await links()).toBe(2)
  expect((await open(good)).status).toBe(303)
})
