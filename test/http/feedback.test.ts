import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { type Door, openDoor } from './door.ts'
import { unknown } from './playing.ts'

let door: Door
let ali: string
let organiser: string
let seed = 500

beforeEach(async () => {
  door = await openDoor()
  ali = await door.joins('Ali')
  organiser = await door.organises()
})
afterEach(() => door.close())

const page = async (path: string, as = ali) => (await door.ask('GET', path, { as })).text()
const say = async (id: string, answer: string, partial = false) =>
  await door.ask('POST', `/catches/${id}/feedback`, { as: ali, form: { answer }, partial })
const decide = async (id: string, decision: string) =>
  (await door.ask('POST', `/organiser/review/${id}`, { as: organiser, form: { decision } })).status

describe('a word on an answer', () => {
  test('is shown, and changed for a quarter of an hour', async () => {
    const id = await door.sends(ali, seed++)
    expect(await page(`/catches/${id}`)).toContain('Is it right?')
    expect(await (await say(id, 'yes', true)).text()).toContain('You said it is right')
    door.now.time += 15 * 60_000 - 1
    expect((await say(id, 'no')).status).toBe(303)
    door.now.time += 1
    const refused = await say(id, 'yes')
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('more than 15 minutes ago')
    const late = await page(`/catches/${id}`)
    expect(late).toContain('You said it is wrong')
    expect(late).not.toContain('/feedback')
  })

  test.each([
    ['feedback', { answer: 'not_food' }, 'not food'],
    ['claim', { food: '' }, 'another food'],
    ['claim', { food: 'durian' }, 'The durian'],
  ])(
    'on a photo nothing came of (%s %j) is thanked for, and nothing is asked any more',
    async (way, form, words) => {
      door.script.next = unknown
      const id = await door.sends(ali, seed++)
      const answer = await door.ask('POST', `/catches/${id}/${way}`, { as: ali, form, partial: true })
      const main = await answer.text()
      for (const said of ['Thanks!', words, 'Say something else']) expect(main).toContain(said)
      for (const asked of ['Not a food I know', 'Tell me its name']) expect(main).not.toContain(asked)
      const profile = await page('/profile')
      expect(profile).toContain(`You said: ${words}`)
      expect(profile).not.toContain('Do you know it?')
    },
  )

  test.each(['', 'maybe', 'food', 'constructor'])('"%s" is none', async answer => {
    expect((await say(await door.sends(ali, seed++), answer)).status).toBe(400)
  })

  test('nobody says yes to nothing, nor anything after the reviewer', async () => {
    door.script.next = unknown
    const id = await door.sends(ali, seed++)
    expect((await say(id, 'yes')).status).toBe(400)
    expect(await decide(id, 'not_food')).toBe(303)
    expect((await say(id, 'no')).status).toBe(409)
    expect(await page(`/catches/${id}`)).toContain('could not find a dish to collect')
  })

  test.each([
    ['not_food', 'could not find a dish', 'No dish on it'],
    ['other_food', 'no place in this album yet', 'Not in this album yet'],
    ['unusable', 'not see it well enough', 'Hard to see'],
  ])('what was decided (%s) is said, and nothing is asked any more', async (decision, words, few) => {
    door.script.next = unknown
    const id = await door.sends(ali, seed++)
    expect(await page('/profile')).toContain('Do you know it?')
    await decide(id, decision)
    const answer = await page(`/catches/${id}`)
    for (const said of ['Your photo was checked', words]) expect(answer).toContain(said)
    for (const asked of ['Not a food I know', 'Maybe it is new', '/claim'])
      expect(answer).not.toContain(asked)
    const profile = await page('/profile')
    expect(profile).toContain(few)
    expect(profile).not.toContain('Do you know it?')
  })
})

test('a decision is told on the next page, until it is read', async () => {
  door.script.next = unknown
  const id = await door.sends(ali, seed++)
  await door.ask('POST', `/catches/${id}/claim`, { as: ali, form: { food: 'durian' } })
  expect(await decide(id, 'food:durian')).toBe(303)
  for (const path of ['/profile', '/collection']) {
    expect(await page(path)).toContain('You were right, it is The durian!')
  }
  const notice = /\/notices\/([0-9a-f-]{36})\/seen/.exec(await page('/'))?.[1]
  const bea = await door.joins('Bea')
  expect((await door.ask('POST', `/notices/${notice}/seen`, { as: bea, form: {} })).status).toBe(404)
  expect((await door.ask('POST', `/notices/${notice}/seen`, { as: ali, form: {} })).status).toBe(303)
  expect(await page('/')).not.toContain('You were right')
  expect(await page('/collection')).toContain('<strong>1</strong> of 5 caught')
})

test('of several decisions one is in sight, and whoever looks at its photo has read it', async () => {
  door.script.next = unknown
  const ids: string[] = []
  for (const food of ['durian', 'teh']) {
    const id = await door.sends(ali, seed++)
    await door.ask('POST', `/catches/${id}/claim`, { as: ali, form: { food } })
    await decide(id, `food:${food}`)
    ids.push(id)
  }
  expect(await page('/')).toMatch(/durian! It is.*<summary>1 more<\/summary>.*teh! It is/s)
  expect(await page(`/catches/${ids[0]}`)).toContain('You were right, it is The durian!')
  const after = await page('/')
  expect(after).toContain('You were right, it is The teh!')
  for (const gone of ['The durian!', '1 more']) expect(after).not.toContain(gone)
})

test('a hidden photo is seen by reviewers alone', async () => {
  const id = await door.sends(ali, seed++)
  const photo = /\/photos\/[0-9a-f-]{36}\/photo/.exec(await page(`/catches/${id}`))?.[0] ?? ''
  expect(await decide(id, 'hidden')).toBe(303)
  expect((await door.ask('GET', photo, { as: ali })).status).toBe(404)
  const own = await door.ask('GET', `/catches/${id}`, { as: ali })
  expect([own.status, await own.text()]).toEqual([410, expect.stringContaining('took this photo away')])
  const bea = await door.joins('Bea')
  expect((await door.ask('GET', `/catches/${id}`, { as: bea })).status).toBe(404)
  expect(await page('/profile')).not.toContain(id)
  expect(await page('/collection')).toContain('<strong>0</strong> of 5 caught')
  expect((await door.ask('GET', photo, { as: organiser })).status).toBe(200)
})

test.each([
  [0, 1],
  [0.0499, 1],
  [0.05, 0],
  [0.999, 0],
])('chance %f: audited %i; the review page does not tell', async (chance, audited) => {
  door.script.chance = chance
  await door.sends(ali, seed++)
  const row = await door.context.db.selectFrom('prediction').select('audited').executeTakeFirst()
  expect(row?.audited).toBe(audited)
  const review = await page('/organiser/review', organiser)
  expect(review).toContain('The player')
  expect(review).not.toMatch(/audit/i)
})

test('a known photo that came with the pack is drawn, for it has no picture', async () => {
  door.context.known = {
    nearest: async () => [
      { photoId: null, food: 'satay', cosine: 0.9 },
      { photoId: null, food: null, cosine: 0.8 },
    ],
    forget() {},
  }
  await door.sends(ali, seed++)
  const review = await page('/organiser/review', organiser)
  expect(review).toMatch(/data-category="snack"[^>]*><svg class="silhouette".*?<span>The satay</)
  expect(review).toMatch(/class="no-picture" aria-hidden="true"><svg class="icon .*?<span>Not in the album</)
})

test.each(['', 'food:pizza', 'food', 'approve'])('decision "%s" is refused', async decision => {
  expect(await decide(await door.sends(ali, seed++), decision)).toBe(400)
})

test('a reviewer’s link opens no account there is, and is not used up by trying', async () => {
  const link = await makeOrganiserLink(door.context.db, door.now.time, 'reviewer')
  const form = { email: 'cikgu@example.org', password: 'another long one' }
  expect((await door.ask('POST', link, { form })).status).toBe(422)
  expect((await door.ask('GET', '/organiser', { as: organiser })).status).toBe(200)
  expect((await door.ask('POST', link, { form: { ...form, email: 'new@example.org' } })).status).toBe(303)
  const signedIn = await door.ask('POST', '/organiser/sign-in', {
    form: { ...form, email: 'new@example.org' },
  })
  expect(signedIn.headers.get('location')).toBe('/organiser/review')
})
