import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cookiesOf, type Door, openDoor } from './door.ts'
import { sure } from './playing.ts'

let door: Door
beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

const join = (form: Record<string, string>, as?: string) =>
  door.ask('POST', '/join', { form: { code: 'EVENT1', nickname: 'Aina', ...form }, ...(as && { as }) })

test.each([
  [{ code: 'WRONG1' }, 'code', 'That code does not open this event'],
  [{ code: '' }, 'code', 'That code does not open this event'],
  [{ nickname: '' }, 'nickname', 'at least one letter or number'],
  [{ nickname: 'x'.repeat(30) }, 'nickname', 'too long'],
])('%j is refused in words at its field and keeps what was typed', async (form, field, words) => {
  const answer = await join(form)
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain(words)
  expect(page).toContain('value="')
  const wrong = page.match(/<input[^>]* aria-invalid="true"[^>]*>/g)
  expect(wrong).toEqual([expect.stringMatching(`name="${field}".* autofocus .*aria-describedby="problem"`)])
  expect(page).toContain('id="problem"')
  expect(answer.headers.getSetCookie()).toEqual([])
})

test('a code may be typed in small letters with spaces', async () => {
  expect((await join({ code: 'event 1' })).status).toBe(303)
})

test('a nickname is one person’s, whatever its capitals', async () => {
  expect((await join({ nickname: 'Aina' })).status).toBe(303)
  const answer = await join({ nickname: 'AINA' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('Somebody already has that nickname')
  expect(page).toContain('ask the organiser to let you back in')
})

test.each([
  ['Élan', 'élan'],
  ['Aina', 'Ａｉｎａ'],
  ['Aina 1', 'Aina 1\ufe0f'],
  ['👩\u200d🍳 7', '👩\ufe0f\u200d🍳 7'],
])('%j and %j look the same, so they are one person’s', async (one, other) => {
  const as = cookiesOf(await join({ nickname: one }))
  expect((await join({ nickname: other })).status).toBe(422)
  const bea = cookiesOf(await join({ nickname: 'Bea' }))
  const rename = async (by: string) =>
    (await door.ask('POST', '/profile', { as: by, form: { name: other } })).status
  expect(await rename(bea)).toBe(422)
  expect(await rename(as)).toBe(303)
})

test.each([
  ['👩‍👩‍👧 1', '👩‍👩‍👦 1'],
  ['🏴‍☠️ 1', '🏴 1'],
  ['1️⃣', '1'],
])('%j and %j are two people’s, and shown as they were typed', async (one, other) => {
  for (const nickname of [one, other]) {
    const as = cookiesOf(await join({ nickname }))
    expect(await (await door.ask('GET', '/profile', { as })).text()).toContain(nickname)
  }
})

test('twenty at once with one nickname, however it is written: one gets in, and no nameless user is left over', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => join({ nickname: i % 2 ? 'Élan' : 'élan' })),
  )
  expect(answers.filter(answer => answer.status === 303)).toHaveLength(1)
  expect(await door.context.db.selectFrom('user').select('id').execute()).toHaveLength(1)
})

test('markup in a nickname is shown, not obeyed', async () => {
  const as = cookiesOf(await join({ nickname: '<img src=x>' }))
  await door.sends(as, 1)
  const page = await (await door.ask('GET', '/leaderboard')).text()
  expect(page).toContain('&lt;img src=x>')
  expect(page).not.toContain('<img src=x')
})

test('a cookie that was tampered with is nobody’s', async () => {
  const as = cookiesOf(await join({}))
  expect((await door.ask('GET', '/profile', { as: as.replace(/token=./, 'token=_') })).status).toBe(303)
  expect((await door.ask('GET', '/profile', { as })).status).toBe(200)
})

test('leaving ends the session for good', async () => {
  const as = cookiesOf(await join({}))
  expect((await door.ask('POST', '/leave', { as, form: {} })).status).toBe(303)
  expect((await door.ask('GET', '/profile', { as })).status).toBe(303)
})

test('leaving says whether there is a way back', async () => {
  const words = async (as: string) => await (await door.ask('GET', '/profile', { as })).text()
  expect(await words(cookiesOf(await join({ nickname: 'Ali' })))).toContain('Only the organiser can let you')
  const organiser = await door.organises()
  await join({ nickname: 'Cikgu' }, organiser)
  const page = await words(organiser)
  expect(page).toContain('Your album stays with your account')
  expect(page).not.toContain('Only the organiser can let you')
})

test('cookies cannot be read by scripts or sent along by other sites', async () => {
  const [cookie = ''] = (await join({})).headers.getSetCookie()
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
})

test('renaming keeps the nickname rules', async () => {
  await join({ nickname: 'Taken' })
  const as = cookiesOf(await join({ nickname: 'Mine' }))
  const ask = (name: string) => door.ask('POST', '/profile', { as, form: { name } })
  const rename = async (name: string) => (await ask(name)).status
  const refused = await ask('Taken')
  expect(refused.status).toBe(422)
  const page = await refused.text()
  for (const words of ['Hello, my name is', 'Somebody already has that nickname', 'value="Taken"'])
    expect(page).toContain(words)
  expect(await rename('')).toBe(422)
  expect(await rename('mine')).toBe(303)
  expect(await rename('Other')).toBe(303)
  expect(await (await door.ask('GET', '/profile', { as })).text()).toContain('Other')
})

test('a player who becomes organiser keeps the album', async () => {
  const as = cookiesOf(await join({ nickname: 'Cikgu' }))
  await door.sends(as, 2)
  await door.organises('cikgu@example.org')
  const form = { email: 'cikgu@example.org', password: 'three long words' }
  const signedIn = cookiesOf(await door.ask('POST', '/organiser/sign-in', { as, form }))
  expect((await door.ask('GET', '/organiser', { as: signedIn })).status).toBe(200)
  const album = await (await door.ask('GET', '/collection', { as: signedIn })).text()
  expect(album).toContain('Cikgu')
  expect(album).toMatch(/\/photos\/[0-9a-f-]{36}\/thumbnail/)
})

test('an organiser who plays already gets what the phone caught, and nothing counts twice', async () => {
  const form = { email: 'cikgu@example.org', password: 'three long words' }
  const cikgu = await door.organises(form.email)
  await join({ nickname: 'Cikgu' }, cikgu)
  const phone = cookiesOf(await join({ nickname: 'Phone' }))
  const send = async (as: string, seed: number, food: string) => {
    door.script.next = sure(food)
    return await door.sends(as, seed)
  }
  await send(cikgu, 1, 'satay')
  await send(phone, 2, 'satay')
  const drink = await send(phone, 3, 'teh')
  await door.ask('POST', `/catches/${drink}/claim`, { as: phone, form: { food: 'milo' } })
  // Together they are enough for one more.
  await send(cikgu, 4, 'popiah')

  const before = await (await door.ask('GET', '/organiser/sign-in', { as: phone })).text()
  expect(before).toContain('Everything in that album moves to your account')
  const signedIn = cookiesOf(await door.ask('POST', '/organiser/sign-in', { as: phone, form }))

  const page = async (path: string) => await (await door.ask('GET', path, { as: signedIn })).text()
  expect(await page('/collection')).toContain('<strong>3</strong> of 5 caught')
  expect(await page(`/catches/${drink}`)).toContain('really <strong>The milo')
  const board = await page('/leaderboard')
  expect(board).toContain('1 player,')
  expect(board).not.toContain('Phone')
  const { db } = door.context
  const badges = await db.selectFrom('badge').select('badge').orderBy('badge').execute()
  expect(badges.map(({ badge }) => badge)).toEqual(['first', 'half'])
  for (const table of ['photo', 'catch'] as const)
    expect(await db.selectFrom(table).select('id').execute()).toHaveLength(4)
  expect(await db.selectFrom('user').select('id').execute()).toHaveLength(1)
  // The phone's old cookie is nobody's any more.
  expect((await door.ask('GET', '/profile', { as: phone })).status).toBe(303)
})

test.each(['POST /join', 'POST /profile', 'POST /organiser/sign-in'])(
  '%s takes no more than a small form',
  async route => {
    const [method, path] = route.split(' ') as ['POST', string]
    const as = cookiesOf(await join({ nickname: `n${path.length}` }))
    const form = { nickname: 'x'.repeat(20_000), code: '', email: '', password: '' }
    const asked = path === '/join' ? { form } : { form, as }
    expect((await door.ask(method, path, asked)).status).toBe(413)
  },
)

test('whoever is refused something is still in the event, and the page shows it', async () => {
  const as = cookiesOf(await join({}))
  const refused = await door.ask('POST', '/catches', { as, form: { photo: new Blob(['text, no photo']) } })
  expect(refused.status).toBe(415)
  const page = await refused.text()
  expect(page).toContain('<span>Camera</span>')
  expect(page).not.toContain('<span>Join</span>')
  const stranger = await (await door.ask('GET', '/foods/nothing')).text()
  expect(stranger).toContain('<span>Join</span>')
})

describe('an organiser or a reviewer who does not play', () => {
  test.each([
    ['organiser', '/organiser', () => door.organises()],
    ['reviewer', '/organiser/review', () => door.reviews()],
  ] as const)(
    "%s: from a player's page to %s, and the bar offers work instead of Join",
    async (_who, own, signIn) => {
      const as = await signIn()
      for (const path of ['/', '/profile']) {
        const answer = await door.ask('GET', path, { as })
        expect([answer.status, answer.headers.get('location')]).toEqual([303, own])
      }
      const page = await (await door.ask('GET', '/leaderboard', { as })).text()
      expect(page.match(/<nav.*<\/nav>/s)?.[0]).toContain('<span>Check photos</span>')
      expect(page).not.toContain('<span>Join</span>')
      expect(page.match(/Check photos/g)).toHaveLength(1)
      const food = await (await door.ask('GET', '/foods/satay', { as })).text()
      expect(food).not.toContain('Catch it')
      // The poster leads to the door all the same.
      expect((await door.ask('GET', '/join/ABC', { as })).status).toBe(200)
    },
  )
})

// The second takes forms alone.
test.each(['/nope', '/catches'])('a player who goes to %s is still in the event', async path => {
  const as = cookiesOf(await join({}))
  const answer = await door.ask('GET', path, { as })
  expect(answer.status).toBe(404)
  const page = await answer.text()
  expect(page).toContain('<span>Camera</span>')
  expect(page).not.toContain('<span>Join</span>')
})

test('what is nowhere is said also when nobody can be looked up', async () => {
  const as = cookiesOf(await join({}))
  await door.context.db.schema.alterTable('player').renameTo('gone').execute()
  const answer = await door.ask('GET', '/nope', { as })
  expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([404, 'nosniff'])
  expect(await answer.text()).toContain('<span>Join</span>')
})
