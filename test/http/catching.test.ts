import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addCatch } from '../../src/catching/add-catch.ts'
import { chooseFood } from '../../src/catching/choose-food.ts'
import { showHome } from '../../src/catching/home.tsx'
import { showCatch } from '../../src/catching/show-catch.ts'
import { AppError } from '../../src/errors.ts'
import { claimFood } from '../../src/feedback/claim-food.ts'
import { type Playing, picture, playing, statusOf, sure, unknown, unsure } from './playing.ts'

let play: Playing
beforeEach(async () => {
  play = await playing()
  await play.event.join('ali')
  await play.event.join('bea')
})
afterEach(() => play.close())

const newId = () => Bun.randomUUIDv7()
const send = (player: string, form: Record<string, string | Blob>, partial = false) =>
  statusOf(addCatch, play.context, play.player(player, { path: '/catches', form, partial }))
const look = (player: string, id: string, partial = false) =>
  statusOf(showCatch, play.context, play.player(player, { path: `/catches/${id}`, params: { id }, partial }))
const choose = (player: string, id: string, food: string, partial = false) =>
  statusOf(chooseFood, play.context, play.player(player, { params: { id }, form: { food }, partial }))
const claim = (player: string, id: string, form: Record<string, string>, partial = false) =>
  statusOf(claimFood, play.context, play.player(player, { params: { id }, form, partial }))

async function rows() {
  const count = async (table: 'photo' | 'prediction' | 'catch') =>
    (await play.event.db.selectFrom(table).select('created_at').execute()).length
  return { photo: await count('photo'), prediction: await count('prediction'), catch: await count('catch') }
}
async function files(): Promise<string[]> {
  const all = await readdir(join(play.event.home, 'photos'), { recursive: true, withFileTypes: true })
  return all.filter(entry => entry.isFile()).map(entry => entry.name)
}

describe('a photo becomes a catch', () => {
  test('for the camera script: the part, and where its page is', async () => {
    const id = newId()
    const form = { id, photo: await picture(1) }
    const answer = await addCatch(play.context, play.player('ali', { form, partial: true }))
    const text = await answer.text()
    expect(answer.headers.get('hx-push-url')).toBe(`/catches/${id}`)
    expect(text).toContain('The satay!')
    expect(text).toContain('New sticker')
    expect(text).toContain('1 of 5 caught')
    expect(text).not.toContain('<html')
    expect(await rows()).toEqual({ photo: 1, prediction: 1, catch: 1 })
    expect(await files()).toHaveLength(2)
  })

  test('without a script: a redirect to its page, under an id of our own', async () => {
    const photo = await picture(1)
    const answer = await addCatch(play.context, play.player('ali', { form: { id: '', photo } }))
    expect(answer.status).toBe(303)
    const path = answer.headers.get('location') ?? ''
    expect(path).toMatch(/^\/catches\/[0-9a-f-]{36}$/)
    const page = await look('ali', path.slice('/catches/'.length))
    expect(page.words).toContain('<!doctype html>')
    expect(page.words).toContain('The satay!')
  })

  test.each([
    ['an id of another kind', { id: 'x' }, 400, /Reload/],
    ['an id in capitals', { id: newId().toUpperCase() }, 400, /Reload/],
    ['a path as id', { id: '../../etc' }, 400, /Reload/],
    ['no photo', {}, 400, /no photo/],
    ['text where the photo should be', { photo: 'hello' }, 400, /no photo/],
    ['an empty photo', { photo: new Blob([]) }, 400, /no photo/],
  ])('%s is refused', async (_, form, status, words) => {
    const photo = 'id' in form ? { photo: await picture(1) } : {}
    const answer = await send('ali', { id: newId(), ...photo, ...form })
    expect(answer).toEqual({ status, words: expect.stringMatching(words) })
    expect(await files()).toEqual([])
  })

  test('what is no picture gets 4xx and leaves nothing', async () => {
    const answer = await send('ali', { id: newId(), photo: new Blob(['not a picture at all, only words']) })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await files()).toEqual([])
    expect(play.script.asked).toBe(0)
  })
})

describe('sent again', () => {
  test('the same id gives the same answer, without any work', async () => {
    const id = newId()
    const first = await send('ali', { id, photo: await picture(1) }, true)
    play.script.next = sure('teh')
    const again = await send('ali', { id, photo: await picture(2) }, true)
    expect(again).toEqual(first)
    expect(play.script.asked).toBe(1)
  })

  test('the same id by somebody else is nobody’s business', async () => {
    const id = newId()
    await send('ali', { id, photo: await picture(1) })
    expect((await send('bea', { id, photo: await picture(2) })).status).toBe(404)
    expect(await files()).toHaveLength(2)
  })

  test('by a phone that another player holds now, it is theirs as little as it was', async () => {
    const form = { id: newId(), player: 'player-ali', photo: await picture(1) }
    expect(await send('bea', form)).toEqual({ status: 401, words: 'Another player is on this phone now.' })
    expect(await rows()).toEqual({ photo: 0, prediction: 0, catch: 0 })
    expect((await send('ali', form)).status).toBe(303)
  })

  test('the same photo under another id is the same catch', async () => {
    const [id, other] = [newId(), newId()]
    await send('ali', { id, photo: await picture(1) })
    const form = { id: other, photo: await picture(1) }
    const answer = await addCatch(play.context, play.player('ali', { form, partial: true }))
    expect(answer.headers.get('hx-push-url')).toBe(`/catches/${id}`)
    expect(play.script.asked).toBe(1)
    expect((await look('ali', other)).status).toBe(404)
  })

  test('the same photo by somebody else is refused kindly', async () => {
    await send('ali', { id: newId(), photo: await picture(1) })
    const answer = await send('bea', { id: newId(), photo: await picture(1) })
    expect(answer).toEqual({ status: 409, words: 'Somebody already sent this photo. Take your own!' })
    expect(await files()).toHaveLength(2)
  })

  test.each([
    ['by the phone’s second try', 1, true],
    ['under another id', 1, false],
    // A phone whose clock and luck stand still.
    ['under the same id with another picture', 2, true],
  ])(
    'what the organiser took away, %s, is said to be gone, and nobody else learns of it',
    async (_, seed, sameId) => {
      const id = newId()
      await send('ali', { id, photo: await picture(1) })
      await play.event.db.updateTable('photo').set({ hidden: 1 }).execute()
      const again = { id: sameId ? id : newId(), photo: await picture(seed) }
      for (const partial of [true, false]) {
        const words = 'The organiser took this photo away. Please photograph food only.'
        expect(await send('ali', again, partial)).toEqual({ status: 410, words })
      }
      expect((await send('bea', again)).status).toBe(seed === 1 ? 409 : 404)
      expect(await rows()).toEqual({ photo: 1, prediction: 1, catch: 1 })
      expect(await files()).toHaveLength(2)
    },
  )

  test('twenty times at once makes one catch and one file', async () => {
    const [id, photo] = [newId(), await picture(1)]
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('ali', { id, photo }, true)))
    expect(new Set(answers.map(answer => answer.words)).size).toBe(1)
    expect(answers.every(answer => answer.status === 200)).toBe(true)
    expect(await rows()).toEqual({ photo: 1, prediction: 1, catch: 1 })
    expect(await files()).toHaveLength(2)
    expect(play.script.asked).toBe(1)
  })

  test('one photo by two players at once, under many ids, belongs to one of them', async () => {
    const photo = await picture(1)
    // All are past the first look before any is stored.
    play.script.during = gate(20)
    const players = Array.from({ length: 20 }, (_, i) => (i % 2 ? 'ali' : 'bea'))
    const answers = await Promise.all(players.map(player => send(player, { id: newId(), photo })))
    const winner = answers.findIndex(answer => answer.status === 303)
    for (const [i, answer] of answers.entries()) {
      expect(answer.status).toBe(players[i] === players[winner] ? 303 : 409)
    }
    expect(await rows()).toEqual({ photo: 1, prediction: 1, catch: 1 })
    expect(await files()).toHaveLength(2)
  })

  test('one id by two players at once belongs to one of them', async () => {
    const id = newId()
    play.script.during = gate(2)
    const sends = ['ali', 'bea'].map(async (player, i) => send(player, { id, photo: await picture(i) }))
    const statuses = (await Promise.all(sends)).map(answer => answer.status)
    expect(statuses.toSorted()).toEqual([303, 404])
    expect(await rows()).toEqual({ photo: 1, prediction: 1, catch: 1 })
    expect(await files()).toHaveLength(2)
  })
})

/** Holds everybody back until `n` have come. */
function gate(n: number): () => Promise<void> {
  let waiting = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  return () => {
    waiting++
    if (waiting >= n) resolve()
    return promise
  }
}

describe('when something fails', () => {
  test('a full queue leaves nothing, and the same id works later', async () => {
    const [id, photo] = [newId(), await picture(1)]
    play.script.next = new AppError(503, 'Many photos at once.', { retryAfter: 2 })
    expect((await send('ali', { id, photo })).status).toBe(503)
    expect(await files()).toEqual([])
    play.script.next = sure('satay')
    expect((await send('ali', { id, photo })).status).toBe(303)
  })

  test('a database that refuses leaves no file', async () => {
    const [id, photo] = [newId(), await picture(1)]
    await sql`create trigger full before insert on catch begin select raise(abort, 'disk full'); end`.execute(
      play.event.db,
    )
    await expect(send('ali', { id, photo })).rejects.toThrow('disk full')
    expect(await files()).toEqual([])
    expect(await rows()).toEqual({ photo: 0, prediction: 0, catch: 0 })
    await sql`drop trigger full`.execute(play.event.db)
    expect((await send('ali', { id, photo })).status).toBe(303)
  })

  test('too many photos are refused before they are read', async () => {
    const photo = await picture(1)
    const id = newId()
    for (let i = 0; i < 30; i++) await send('ali', { id, photo })
    expect((await send('ali', { id, photo })).status).toBe(429)
    expect((await send('bea', { id: newId(), photo: await picture(2) })).status).toBe(303)
  })
})

describe('one of these?', () => {
  test('a tap makes it count; again is harmless; another food is too late', async () => {
    const id = newId()
    play.script.next = unsure('satay', 'popiah')
    const question = await send('ali', { id, photo: await picture(1) }, true)
    expect(question.words).toContain('One of these?')
    expect(question.words).toContain('The popiah')
    expect((await choose('ali', id, 'popiah', true)).words).toContain('The popiah!')
    expect((await choose('ali', id, 'popiah')).status).toBe(303)
    expect((await choose('ali', id, 'satay')).status).toBe(409)
    expect((await look('ali', id)).words).toContain('You earned a badge')
  })

  test.each(['teh', 'durian', 'pizza', ''])('"%s" was not offered', async food => {
    const id = newId()
    play.script.next = unsure('satay', 'popiah')
    await send('ali', { id, photo: await picture(1) })
    expect((await choose('ali', id, food)).status).toBe(400)
    expect((await look('ali', id)).words).toContain('One of these?')
  })

  test('nobody chooses for another player', async () => {
    const id = newId()
    play.script.next = unsure('satay', 'popiah')
    await send('ali', { id, photo: await picture(1) })
    expect((await choose('bea', id, 'satay')).status).toBe(404)
  })

  test('what a version names counts, though another serves by the time it is stored', async () => {
    const id = newId()
    play.script.during = async () => {
      play.script.claimed = ['teh']
    }
    await send('ali', { id, photo: await picture(1) })
    const { state, food } = await play.event.db
      .selectFrom('catch')
      .select(['state', 'food'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect([state, food]).toEqual(['caught', 'satay'])
  })

  test('foods that were shown stay good when another model serves', async () => {
    const id = newId()
    play.script.next = unsure('satay', 'popiah')
    await send('ali', { id, photo: await picture(1) })
    play.script.claimed = ['teh']
    expect((await choose('ali', id, 'satay')).status).toBe(303)
  })
})

describe('it is really …', () => {
  test('an unknown photo waits for a reviewer', async () => {
    const id = newId()
    play.script.next = unknown
    const answer = await send('ali', { id, photo: await picture(1) }, true)
    expect(answer.words).toContain('Not a food I know')
    const claimed = await claim('ali', id, { food: 'durian', note: '' }, true)
    expect(claimed.words).toContain('Thanks!')
    expect(claimed.words).toContain('The durian')
    expect((await claim('ali', id, { note: '<b>murtabak</b>' })).status).toBe(303)
    const page = await look('ali', id)
    expect(page.words).toContain('&lt;b>murtabak')
    expect(page.words).not.toContain('<b>murtabak')
  })

  test('none of these', async () => {
    const id = newId()
    play.script.next = unsure('satay', 'popiah')
    await send('ali', { id, photo: await picture(1) })
    await claim('ali', id, { food: 'teh' })
    expect((await look('ali', id)).words).toContain('Thanks!')
    expect((await choose('ali', id, 'satay')).status).toBe(409)
  })

  test('a catch goes on counting while its claim waits', async () => {
    const id = newId()
    await send('ali', { id, photo: await picture(1) })
    expect((await claim('ali', id, { food: 'teh' })).status).toBe(303)
    expect((await look('ali', id)).words).toContain('The satay!')
    const row = await play.event.db.selectFrom('claim').selectAll().executeTakeFirst()
    expect(row).toMatchObject({ catch_id: id, food: 'teh', state: 'waiting' })
  })

  test.each([
    ['nothing', {}, 400],
    ['a food the pack lacks', { food: 'pizza' }, 400],
    ['a long note', { note: 'x'.repeat(81) }, 400],
    ['what it counts as', { food: 'satay' }, 400],
  ])('%s is no claim', async (_, form, status) => {
    const id = newId()
    await send('ali', { id, photo: await picture(1) })
    expect((await claim('ali', id, form)).status).toBe(status)
    expect(await play.event.db.selectFrom('claim').selectAll().execute()).toEqual([])
  })

  test('another food, whatever it is called', async () => {
    const id = newId()
    play.script.next = unknown
    await send('ali', { id, photo: await picture(1) })
    const claimed = await claim('ali', id, { food: '', note: '' }, true)
    expect(claimed.status).toBe(200)
    expect(claimed.words).toContain('another food')
    const row = await play.event.db.selectFrom('feedback').select('answer').executeTakeFirst()
    expect(row?.answer).toBe('other')
  })

  test('what is none is told beside the answer, where it can be put right', async () => {
    const id = newId()
    await send('ali', { id, photo: await picture(1) })
    for (const partial of [true, false]) {
      const refused = await claim('ali', id, { food: 'pizza' }, partial)
      expect(refused.status).toBe(400)
      expect(refused.words).toContain('Pick a food from the list.')
      expect(refused.words).toContain(`/catches/${id}/claim`)
      expect(refused.words).toContain('<details class="wrong" open')
    }
  })

  test('nobody claims for another player', async () => {
    const id = newId()
    await send('ali', { id, photo: await picture(1) })
    expect((await claim('bea', id, { food: 'teh' })).status).toBe(404)
  })
})

test('nobody sees another player’s catch, nor one that is not there', async () => {
  const id = newId()
  await send('ali', { id, photo: await picture(1) })
  const [others, none] = [await look('bea', id), await look('bea', newId())]
  expect(others.status).toBe(404)
  expect(others).toEqual(none)
})

test('home shows how far one is', async () => {
  await send('ali', { id: newId(), photo: await picture(1) })
  const home = async (player: string) =>
    (await statusOf(showHome, play.context, play.player(player, { path: '/' }))).words
  const [ali, bea] = [await home('ali'), await home('bea')]
  expect(ali).toContain('The satay')
  expect(ali).toContain('image/jpeg')
  expect(bea).toContain('Your album is empty')
  expect(bea).not.toContain('The satay')
})

describe('photos that are being sent', () => {
  /** One that has begun and goes no further until it is ended. */
  function stalled(player: string, bytes: number | null) {
    const end = Promise.withResolvers<void>()
    const body = new ReadableStream({ start: controller => end.promise.then(() => controller.close()) })
    const type = 'multipart/form-data; boundary=x'
    const request = new Request('http://tangkap.test/catches', {
      method: 'POST',
      headers: { 'content-type': type, ...(bytes !== null && { 'content-length': String(bytes) }) },
      body,
    })
    const answer = statusOf(addCatch, play.context, { ...play.player(player), request })
    return { answer, end: () => end.resolve() }
  }
  const refusal = {
    status: 503,
    words: 'So many photos are arriving right now. Try again in a moment.',
  }
  const megabyte = 1024 * 1024

  test.each<[string, [string, number | null][], [string, number | null]]>([
    ['by one player', [['ali', 7 * megabyte]], ['ali', 7 * megabyte]],
    ['by one who does not say how large it is', [['ali', null]], ['ali', 1]],
    [
      'by many',
      ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map(player => [player, 10 * megabyte]),
      ['p7', 10 * megabyte],
    ],
  ])('are refused where they are too much: %s; small ones of others get through', async (_, first, last) => {
    const begun = first.map(each => stalled(...each))
    expect(await stalled(...last).answer).toEqual(refusal)
    expect((await send('bea', { id: newId(), photo: await picture(2) })).status).toBe(303)
    for (const each of begun) each.end()
    for (const each of begun) expect((await each.answer).status).toBe(400)
    expect((await send('ali', { id: newId(), photo: await picture(1) })).status).toBe(303)
  })
})
