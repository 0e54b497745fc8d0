import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { currentEvent } from '../../src/events/store.ts'
import { type Door, openDoor } from './door.ts'
import { unknown } from './playing.ts'

let door: Door
let cikgu: string
let ali: string
beforeEach(async () => {
  door = await openDoor()
  cikgu = await door.organises()
  ali = await door.joins('Ali')
})
afterEach(() => door.close())

const path = '/organiser/menu'
const page = async (address: string, as: string) => (await door.ask('GET', address, { as })).text()
const saved = async () => (await currentEvent(door.context.db)).menu

function save(...foods: string[]): Promise<Response> {
  const form = new FormData()
  for (const food of foods) form.append('food', food)
  return door.ask('POST', path, { as: cikgu, form })
}

const ticked = (text: string) =>
  [...text.matchAll(/<input[^>]*name="food"[^>]*>/g)]
    .filter(([input]) => / checked/.test(input))
    .map(([input]) => /value="(\w+)"/.exec(input)?.[1])

describe('the page', () => {
  test('shows every food by kind, those being learned marked, and all ticked at first', async () => {
    const text = await page(path, cikgu)
    expect(ticked(text)).toEqual(['satay', 'popiah', 'teh', 'milo', 'durian'])
    expect(text.match(/still learning/g)).toHaveLength(1)
    for (const words of ['Snacks', 'Drinks', 'Fruit', 'Everything is served', 'all 4 foods'])
      expect(text).toContain(words)
  })

  test.each([
    ['all', 5],
    ['none', 0],
    ['something else', 5],
  ])('without a script, a link ticks %s and saves nothing', async (tick, count) => {
    expect(ticked(await page(`${path}?tick=${encodeURIComponent(tick)}`, cikgu))).toHaveLength(count)
    expect(await saved()).toBeNull()
  })
})

describe('saving', () => {
  test('keeps the foods in the pack’s order; the page shows them ticked', async () => {
    const answer = await save('teh', 'satay', 'durian')
    expect(answer.headers.get('location')).toBe('/organiser/menu?saved')
    expect(await saved()).toEqual(['satay', 'teh', 'durian'])
    expect(ticked(await page(path, cikgu))).toEqual(['satay', 'teh', 'durian'])
  })

  test('stands in the audit log', async () => {
    await save('teh', 'satay')
    await door.ask('POST', path, { as: cikgu, form: { everything: '1' } })
    const organiser = await door.context.db
      .selectFrom('user')
      .select('id')
      .where('role', '=', 'organiser')
      .executeTakeFirstOrThrow()
    const log = await door.context.db
      .selectFrom('audit_log')
      .select(['actor', 'details'])
      .where('action', '=', 'menu set')
      .execute()
    expect(log).toEqual([
      { actor: organiser.id, details: '{"menu":["satay","teh"]}' },
      { actor: organiser.id, details: '{"menu":null}' },
    ])
  })

  test.each([
    ['everything ticked', () => save('satay', 'popiah', 'teh', 'milo', 'durian')],
    ['the button', () => door.ask('POST', path, { as: cikgu, form: { everything: '1' } })],
  ])('%s is no menu', async (_, send) => {
    await save('satay', 'teh')
    await send()
    expect(await saved()).toBeNull()
  })

  test.each([
    ['nothing', [], 'Nothing is ticked'],
    ['one food', ['satay'], 'knows only The satay'],
    ['foods being learned', ['durian'], 'still learning all'],
    ['what is no food', ['satay', 'teh', '<b>pizza</b>'], 'no longer in the list'],
  ])('refuses %s in words, and keeps what is ticked', async (_, foods, words) => {
    await save('satay', 'teh')
    const answer = await save(...foods)
    const text = await answer.text()
    expect(answer.status).toBe(422)
    expect(text).toContain(words)
    expect(text).not.toContain('<b>pizza')
    expect(ticked(text)).toEqual(foods.filter(food => /^\w+$/.test(food)))
    expect(await saved()).toEqual(['satay', 'teh'])
  })

  test('what is too long is not read', async () => {
    expect((await save('x'.repeat(70_000))).status).toBe(413)
  })
})

describe('players', () => {
  test('see what is served on the camera page and in the album, and nothing of it otherwise', async () => {
    for (const address of ['/', '/collection']) expect(await page(address, ali)).not.toMatch(/today/i)
    await save('teh', 'satay')
    expect(await page('/', ali)).toMatch(/Today:<\/strong> The satay, The teh/)
    const album = await page('/collection', ali)
    expect(album).toContain('2 foods served today')
    // One in the words above, one at each of the two.
    expect(album.match(/class="slot-today"/g)).toHaveLength(3)
  })

  test('are asked about a food that is not on the menu, and say with one tap that it is that', async () => {
    await save('teh', 'satay')
    door.script.next = { ...unknown, offMenu: 'popiah' }
    const id = await door.sends(ali, 1)
    const answer = await page(`/catches/${id}`, ali)
    expect(answer).toContain('Not on today’s menu?')
    expect(answer).toContain('It looks like <strong>The popiah</strong>')
    const one = /<form[^>]*action="([^"]+)"[^>]*>\s*<button[^>]*name="food" value="(\w+)"/.exec(answer)
    expect(one?.slice(1)).toEqual([`/catches/${id}/claim`, 'popiah'])
    await door.ask('POST', `/catches/${id}/claim`, { as: ali, form: { food: 'popiah' } })
    expect(await page(`/catches/${id}`, ali)).toContain('Waiting for the organiser')
    const review = await page('/organiser/review', cikgu)
    expect(review).toContain('Not on today’s menu? It looks like The popiah')
    expect(review).toContain('value="food:popiah"')
    await door.ask('POST', `/organiser/review/${id}`, { as: cikgu, form: { decision: 'food:popiah' } })
    expect(await page(`/catches/${id}`, ali)).toContain('The popiah!')
  })

  test('hear nothing of a menu where the photo is simply unknown', async () => {
    await save('teh', 'satay')
    door.script.next = unknown
    const id = await door.sends(ali, 2)
    expect(await page(`/catches/${id}`, ali)).toContain('Not a food I know')
  })
})
