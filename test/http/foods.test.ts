import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ModelCard } from '../../src/classifier/model-card.ts'
import { packOfEvent } from '../../src/dataset/index.ts'
import { currentEvent } from '../../src/events/store.ts'
import { openLimits } from '../../src/web/limits.ts'
import { tinyPack } from '../tiny-pack.ts'
import { type Asked, type Door, openDoor } from './door.ts'
import { picture } from './playing.ts'

let door: Door
let cikgu: string
beforeEach(async () => {
  door = await openDoor()
  cikgu = await door.organises()
})
afterEach(() => door.close())

const typed = { en: 'Khao soi', ms: '', zh: '', ta: '', category: 'staple', description: 'Noodles. In soup.' }
const page = async (path: string, as: string | null = cikgu) => (await door.ask('GET', path, { as })).text()
const post = (path: string, form: Asked['form'] = {}, more: Partial<Asked> = {}) =>
  door.ask('POST', path, { as: cikgu, form, ...more })
const addKhaoSoi = () => post('/organiser/foods', typed)
const files = async () => {
  const ids: string[] = []
  for await (const { id } of door.context.photos.list()) ids.push(id)
  return ids
}
/** Newest first. */
const exampleIds = (text: string) => [
  ...new Set([...text.matchAll(/examples\/([0-9a-f-]{36})\/take-out/g)].flatMap(match => match[1] ?? [])),
]

describe('a new food', () => {
  test('is in the running pack at once, with nothing made up', async () => {
    const answer = await addKhaoSoi()
    expect(answer.headers.get('location')).toBe('/organiser/foods/khao_soi')
    expect(await page('/collection', null)).toContain('Khao soi')
    const food = await page('/foods/khao_soi', null)
    for (const words of ['Noodles. In soup.', 'Still learning', 'ask the stall'])
      expect(food).toContain(words)
    for (const made of ['Facts', 'A usual serving', 'Usually contains', 'vegetarian</h3>', 'Malay'])
      expect(food).not.toContain(made)
    const list = await page('/organiser/foods')
    expect(list.indexOf('/organiser/foods/khao_soi')).toBeLessThan(list.indexOf('/organiser/foods/satay'))
    expect(list).toContain('0 of 10 photos')
  })

  test('can be claimed by a player, approved, and is caught then', async () => {
    await addKhaoSoi()
    const ali = await door.joins('Ali')
    const id = await door.sends(ali, 1)
    await door.ask('POST', `/catches/${id}/feedback`, { as: ali, form: { answer: 'no' } })
    await door.ask('POST', `/catches/${id}/claim`, { as: ali, form: { food: 'khao_soi' } })
    await post(`/organiser/review/${id}`, { decision: 'food:khao_soi' })
    expect(await page('/collection', ali)).toContain('<strong>1</strong> of 6 caught')
    const answer = await page(`/catches/${id}`, ali)
    expect(answer).toContain('Khao soi!')
    expect(await page('/organiser/foods')).toContain('1 of 10 photos')
    // It is in somebody's album, so it stays.
    expect((await post('/organiser/foods/khao_soi/remove')).status).toBe(409)
  })

  test('is there after a restart, for its event alone', async () => {
    await addKhaoSoi()
    const { db } = door.context
    const event = await currentEvent(db)
    expect((await packOfEvent(db, tinyPack(), event.id)).food('khao_soi')?.names.ta).toBe('Khao soi')
    expect((await packOfEvent(db, tinyPack(), 'event-2')).food('khao_soi')).toBeUndefined()
  })

  test.each([
    ['a name that is taken', { en: 'Satay' }, 'There is a food called Satay already'],
    ['the name of what is no food', { en: 'Screen' }, 'no food'],
    ['the name of what is no food in many kinds', { en: 'Scene' }, 'no food'],
    ['a decision of the review page', { en: 'Not food' }, 'no food'],
    ['no Latin letters', { en: '泰北咖喱面' }, 'Latin letters'],
    ['no kind', { category: '' }, 'kind'],
    ['no words', { description: '' }, 'sentence'],
  ])('%s is refused, and what was typed stays', async (_, change, words) => {
    const answer = await post('/organiser/foods', { ...typed, ms: '<b>Mi</b>', ...change })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain(words)
    expect(text).toContain('value="&lt;b>Mi')
    expect(door.context.pack.foods).toHaveLength(5)
  })

  test('may be changed and, while nobody used it, removed; the pack’s own may not', async () => {
    await addKhaoSoi()
    const changed = { ...typed, en: 'Northern noodles', ms: 'Mi utara' }
    const saved = await post('/organiser/foods/khao_soi', changed)
    expect(await page(saved.headers.get('location') ?? '')).toContain('Saved.')
    const food = await page('/foods/khao_soi', null)
    for (const words of ['Northern noodles', 'Mi utara']) expect(food).toContain(words)
    expect((await post('/organiser/foods/khao_soi', { ...typed, en: '' })).status).toBe(422)

    expect((await post('/organiser/foods/khao_soi/remove')).status).toBe(303)
    expect((await door.ask('GET', '/foods/khao_soi')).status).toBe(404)
    for (const path of ['/organiser/foods/satay', '/organiser/foods/satay/remove'])
      expect((await post(path, typed)).status).toBe(404)
    expect(door.context.pack.food('satay')?.names.en).toBe('The satay')
  })
})

describe('a food that is renamed', () => {
  const rename = (en: string) => post('/organiser/foods/khao_soi', { ...typed, en, ms: '<b>Mi</b>' })
  beforeEach(async () => {
    await addKhaoSoi()
    await post('/organiser/foods', { ...typed, en: 'Mohinga' })
  })

  test.each([
    ['a food’s id', 'Satay', 'There is a food called Satay already'],
    ['a food’s name', 'the  SATAY', 'There is a food called the SATAY already'],
    ['an added food', 'mohinga', 'There is a food called mohinga already'],
    ['no food', 'Screen', 'no food'],
  ])('is not called like %s, and what was typed stays', async (_, en, words) => {
    const answer = await rename(en)
    expect(answer.status).toBe(422)
    const text = await answer.text()
    for (const said of [words, 'value="&lt;b>Mi']) expect(text).toContain(said)
    expect(door.context.pack.food('khao_soi')?.names.en).toBe('Khao soi')
  })

  test('may keep its name, and the one it has is taken for others', async () => {
    expect((await rename('KHAO SOI')).status).toBe(303)
    expect((await rename('Northern noodles')).status).toBe(303)
    for (const en of ['Khao soi', 'northern noodles'])
      expect((await post('/organiser/foods', { ...typed, en })).status).toBe(422)
  })
})

describe('photos of a food', () => {
  const many = (...photos: (Blob | string)[]) => {
    const form = new FormData()
    for (const [i, photo] of photos.entries())
      form.append('photo', new File([photo], `IMG_${i}<i>.jpg`, { type: 'image/jpeg' }))
    return form
  }
  const drop = async (form: FormData, more?: Partial<Asked>) =>
    await post('/organiser/foods/khao_soi/photos', form, more)
  beforeEach(async () => {
    await addKhaoSoi()
  })

  test('are kept each on its own: bad ones harm no others', async () => {
    const [one, two] = [await picture(1), await picture(2)]
    const text = await (await drop(many(one, 'no photo', '', one, two))).text()
    expect(text).toContain('2 kept, 1 already there, 2 not taken.')
    expect(text).toContain('This is text, not a photo')
    expect(text).toContain('This file is empty')
    expect(text).toContain('The same photo is there already.')
    expect(text).toContain('IMG_1&lt;i>.jpg')
    expect(text).toContain('2 of 10 different photos. With 8 more')
    expect(exampleIds(text).toSorted()).toEqual((await files()).toSorted())
    // Sent again: nothing twice.
    expect(await (await drop(many(one, two))).text()).toContain('0 kept, 2 already there')
    expect(await files()).toHaveLength(2)
  })

  const score = {
    ...{ id: 'khao_soi', claimed: false, reason: 'F1', precision: 0.5, recall: 0.5 },
    photos: { train: 10, calibration: 0, crossValidated: 10 },
  }
  test.each<[string, Partial<ModelCard>]>([
    ['judged and found short', { scores: [score] }],
    ['held back by the gate', { settings: { withheld: 'laksa,khao_soi' } }],
  ])('say that they are too few where the model was %s', async (_, more) => {
    await drop(many(await picture(1)))
    const { classifier } = door.context
    Object.assign(classifier.card, more)
    expect(await page('/organiser/foods/khao_soi')).toContain(
      '1 different photo, and at the last training too many were still mistaken.',
    )
  })

  test('are told where they are when another food has them', async () => {
    const photo = await picture(1)
    await post('/organiser/foods/satay/photos', many(photo))
    expect(await (await drop(many(photo))).text()).toContain('there already, as The satay.')
  })

  test('answer a script with the line alone', async () => {
    const text = await (await drop(many(await picture(1)), { partial: true })).text()
    expect(text).toMatch(/^<ul><li[^>]*data-outcome="stored"/)
    const refused = await drop(many('no photo'), { partial: true })
    expect([refused.status, await refused.text()]).toEqual([
      200,
      expect.stringContaining('data-outcome="refused"'),
    ])
  })

  test('are shown to who reviews and to nobody else', async () => {
    const [id] = exampleIds(await (await drop(many(await picture(1)))).text())
    const seen = async (as: string | null) => (await door.ask('GET', `/photos/${id}/photo`, { as })).status
    expect([await seen(null), await seen(await door.joins('Ali'))]).toEqual([404, 404])
    expect([await seen(await door.reviews()), await seen(cikgu)]).toEqual([200, 200])
  })

  test('are taken out, files and all, by page and by script', async () => {
    const text = await (await drop(many(await picture(1), await picture(2)))).text()
    const [first, second] = exampleIds(text)
    // Asked before, each by a name of its own; and why the food stays.
    for (const words of [
      'It is deleted for good',
      'Delete<span class="vh"> photo 2',
      'can only be removed while',
    ])
      expect(text).toContain(words)
    const part = await (await post(`/organiser/examples/${first}/take-out`, {}, { partial: true })).text()
    expect(part).toMatch(/^<section[^>]*id="gathered"/)
    expect(part).toContain('1 of 10 different photos')
    expect(await files()).toEqual([second])
    const answer = await post(`/organiser/examples/${second}/take-out`)
    expect(answer.headers.get('location')).toBe('/organiser/foods/khao_soi')
    expect((await post(`/organiser/examples/${second}/take-out`)).status).toBe(404)
    expect(await files()).toEqual([])
    expect(await page('/organiser/foods/khao_soi')).toContain('Remove Khao soi')
    const log = door.context.db.selectFrom('audit_log').select(['action', 'subject', 'details']).orderBy('id')
    const taken = (subject?: string) => ({ action: 'taken out', subject, details: '{"from":"khao_soi"}' })
    expect(await log.execute()).toEqual([taken(first), taken(second)])
  })

  test.each([
    ['by page', false],
    ['by script', true],
  ])('whose file cannot be deleted are taken out all the same %s, and that is said', async (_, partial) => {
    const [id = '', other] = exampleIds(await (await drop(many(await picture(1), await picture(2)))).text())
    const path = door.context.photos.pathOf(id, 'photo')
    // No file can be removed where a folder with something in it stands.
    await rm(path)
    await Bun.write(join(path, 'file'), '')
    const answer = await post(`/organiser/examples/${id}/take-out`, {}, { partial })
    const said = partial ? await answer.text() : await page(answer.headers.get('location') ?? '')
    expect(said).toContain('The file of 1 photo is still on the disk')
    expect(exampleIds(said)).toEqual([other])
    expect(await page('/organiser/foods/khao_soi')).not.toContain('still on the disk')
  })

  test('need a file, and a food that is there', async () => {
    const empty = new FormData()
    empty.append('photo', new File([], ''))
    expect(await (await drop(empty)).text()).toContain('Choose some photos first.')
    expect((await post('/organiser/foods/ghost/photos', many(await picture(1)))).status).toBe(404)
  })

  test('are counted: who sends too many is told when to go on', async () => {
    const { examples } = openLimits()
    for (let i = 0; i < 119; i++) await examples.take(await userId())
    door.context.limits = { ...door.context.limits, examples }
    const text = await (await drop(many(await picture(1), await picture(2)))).text()
    expect(text).toContain('1 kept, 0 already there, 1 not taken.')
    expect(text).toMatch(/Too many photos at once. Wait \d+ seconds/)
    const later = await drop(many(await picture(2)), { partial: true })
    expect(later.status).toBe(429)
    expect(Number(later.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  const userId = async () => {
    const row = await door.context.db
      .selectFrom('user')
      .select('id')
      .where('role', '=', 'organiser')
      .execute()
    return row[0]?.id ?? ''
  }

  test('larger than a form may be are refused before they are read', async () => {
    const answer = await door.handle(
      new Request('http://tangkap.test/organiser/foods/khao_soi/photos', {
        method: 'POST',
        headers: {
          host: 'tangkap.test',
          cookie: cikgu,
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': String(49 * 1024 * 1024),
        },
        body: 'x',
      }),
    )
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('48 MB')])
  })
})
