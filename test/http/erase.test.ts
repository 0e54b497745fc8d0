import { Database as Sqlite } from 'bun:sqlite'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../src/app.ts'
import { removeOrphans } from '../../src/catching/index.ts'
import { erase } from '../../src/players/erase-store.ts'
import { findVersion } from '../../src/registry/index.ts'
import { eventId } from '../tiny-event.ts'
import { type Door, openDoor } from './door.ts'
import { keepReport } from './keep-report.ts'
import { picture, unknown } from './playing.ts'

const nickname = 'Zorblax'

let door: Door
let cookies: { erased: string; bea: string; organiser: string }
let erased: { player: string; user: string; photos: string[]; catches: string[] }
let seed = 900

beforeEach(async () => {
  door = await openDoor()
  cookies = {
    erased: await door.joins(nickname),
    bea: await door.joins('Bea'),
    organiser: await door.organises(),
  }
  await door.sends(cookies.bea, seed++)
  const send = () => door.sends(cookies.erased, seed++)
  const catches = [await send(), await send(), await send()]
  door.script.next = unknown
  catches.push(await send())
  const [settled, hidden, , claimed] = catches
  await door.ask('POST', `/catches/${settled}/feedback`, { as: cookies.erased, form: { answer: 'no' } })
  await door.ask('POST', `/catches/${claimed}/claim`, { as: cookies.erased, form: { food: 'durian' } })
  await decide(settled, 'food:teh')
  await decide(hidden, 'hidden')
  const rows = await door.context.db
    .selectFrom('photo')
    .innerJoin('player', 'player.id', 'photo.player_id')
    .select(['photo.id', 'player.id as player', 'player.user_id as user'])
    .where('player.nickname', '=', nickname)
    .execute()
  const { player = '', user = '' } = rows[0] ?? {}
  erased = { player, user, photos: rows.map(row => row.id), catches }
})
afterEach(() => door.close())

const decide = (id: string | undefined, decision: string) =>
  door.ask('POST', `/organiser/review/${id}`, { as: cookies.organiser, form: { decision } })
const eraseThem = (id = erased.player) =>
  door.ask('POST', `/organiser/players/${id}/erase`, { as: cookies.organiser, form: {} })
const traces = () => [nickname, erased.player, erased.user, ...erased.photos, ...erased.catches]
const filesLeft = async () => {
  const found = await Promise.all(erased.photos.map(id => door.context.photos.read(id, 'photo')))
  return found.filter(file => file !== null).length
}

/** Every page there is that needs no id, as organiser and as another player: those that show a trace. */
async function pagesWithTraces(): Promise<string[]> {
  const found = new Set<string>()
  for (const { method, path } of routes) {
    if (method !== 'GET' || path.includes(':')) continue
    for (const as of [cookies.organiser, cookies.bea]) {
      const text = await (await door.ask('GET', path, { as })).text()
      if (traces().some(trace => text.includes(trace))) found.add(path)
    }
  }
  return [...found]
}

/** Every table there is: those in which a row has a trace. */
function tablesWithTraces(): string[] {
  const sqlite = new Sqlite(join(door.event.home, 'tangkap.db'), { readonly: true })
  const tables = sqlite
    .query<{ name: string }, []>(`select name from sqlite_master where type = 'table'`)
    .all()
  const found = tables.filter(({ name }) => {
    const rows = JSON.stringify(sqlite.query(`select * from "${name}"`).all())
    return traces().some(trace => rows.includes(trace))
  })
  sqlite.close()
  return found.map(table => table.name).toSorted()
}

describe('an organiser erases a player', () => {
  test('who then has left every page, every table and the disk', async () => {
    const judgedBy = [
      { photoId: erased.photos[0], truth: 'teh' },
      { photoId: 'another', truth: 'teh' },
    ]
    await keepReport(door, 'tiny-2', { local: judgedBy })
    expect(await pagesWithTraces()).toEqual(
      expect.arrayContaining([
        '/leaderboard',
        '/organiser/players',
        '/organiser/review',
        '/organiser/review/settled',
      ]),
    )
    expect(tablesWithTraces()).toEqual(
      expect.arrayContaining([
        'catch',
        'claim',
        'feedback',
        'look_band',
        'model',
        'notice',
        'photo',
        'review',
        'session',
      ]),
    )
    expect(await filesLeft()).toBe(4)

    expect((await eraseThem()).headers.get('location')).toBe('/organiser/players?erased')
    expect(await pagesWithTraces()).toEqual([])
    // Ids alone, of what was decided, and of who and what is gone.
    expect(tablesWithTraces()).toEqual(['audit_log', 'erased_photo', 'erasure'])
    expect(await filesLeft()).toBe(0)
    // What was answered stays, as somebody's.
    const kept = await findVersion(door.context.db, 'tiny-2')
    expect(JSON.parse(kept?.report ?? '')).toEqual({
      local: [
        { photoId: null, truth: 'teh' },
        { photoId: 'another', truth: 'teh' },
      ],
    })
    for (const file of ['tangkap.db', 'tangkap.db-wal']) {
      const bytes = readFileSync(join(door.event.home, file))
      expect(bytes.includes(nickname)).toBe(false)
      expect(bytes.includes(erased.user)).toBe(false)
    }
    expect((await eraseThem()).status).toBe(404)
  })

  test('whose own browser gets the way in, and nobody else gets their photos', async () => {
    await eraseThem()
    const home = await door.ask('GET', '/', { as: cookies.erased })
    expect([home.status, home.headers.get('location')]).toEqual([303, '/join'])
    expect((await door.ask('GET', '/join', { as: cookies.erased })).status).toBe(200)
    const late = { id: Bun.randomUUIDv7(), photo: await picture(seed++) }
    expect((await door.ask('POST', '/catches', { as: cookies.erased, form: late })).status).toBe(401)
    for (const as of [cookies.organiser, cookies.bea, cookies.erased]) {
      for (const path of [
        `/photos/${erased.photos[0]}/photo`,
        `/photos/${erased.photos[0]}/thumbnail`,
        `/organiser/players/${erased.player}`,
      ]) {
        const { status, headers } = await door.ask('GET', path, { as })
        if (status === 303) expect(headers.get('location')).toMatch(/^\/organiser\/sign-in\?/)
        else expect(status).toBe(404)
      }
    }
    for (const id of erased.catches) expect((await decide(id, 'not_food')).status).toBe(409)
    expect((await door.ask('GET', '/collection', { as: cookies.bea })).status).toBe(200)
  })

  test('and the log says who did it, to which id, and when; no names', async () => {
    await eraseThem()
    const { db, clock } = door.context
    const organiser = await db
      .selectFrom('user')
      .select('id')
      .where('role', '=', 'organiser')
      .executeTakeFirst()
    expect(await db.selectFrom('erasure').selectAll().execute()).toEqual([
      { player_id: erased.player, erased_by: organiser?.id, at: clock() },
    ])
    const log = await db.selectFrom('audit_log').selectAll().where('action', '=', 'erased').executeTakeFirst()
    expect(log).toMatchObject({ actor: organiser?.id, subject: erased.player, details: '{"photos":4}' })
  })

  test('whose photo is being judged at that moment: it leaves nothing either', async () => {
    door.script.during = async () => {
      await eraseThem()
    }
    await door.ask('POST', '/catches', { as: cookies.erased, form: { photo: await picture(seed++) } })
    const left: string[] = []
    for await (const { id } of door.context.photos.list()) left.push(id)
    const rows = await door.context.db.selectFrom('photo').select('id').execute()
    expect(left.toSorted()).toEqual(rows.map(row => row.id).toSorted())
    expect(tablesWithTraces()).toEqual(['audit_log', 'erased_photo', 'erasure'])
  })

  test('and a crash before the files are gone leaves them to the next start', async () => {
    const { db } = door.context
    const one = { playerId: erased.player, eventId, by: null, now: 1 }
    expect(await erase(db, { ...one, eventId: 'another' })).toBeNull()
    expect((await erase(db, one))?.toSorted()).toEqual(erased.photos.toSorted())
    expect(await filesLeft()).toBe(4)
    await removeOrphans(door.context, Number.POSITIVE_INFINITY)
    expect(await filesLeft()).toBe(0)
  })
})

describe('players erase themselves', () => {
  test('and stand before the door again', async () => {
    const answer = await door.ask('POST', '/profile/erase', { as: cookies.erased, form: {} })
    expect(answer.headers.get('location')).toBe('/join?erased')
    expect(answer.headers.getSetCookie().join()).toContain('Max-Age=0')
    const page = await door.ask('GET', '/join?erased', { as: cookies.erased })
    expect(await page.text()).toContain('You and your photos are gone')
    expect(await pagesWithTraces()).toEqual([])
    expect(await filesLeft()).toBe(0)
    const erasure = await door.context.db.selectFrom('erasure').selectAll().executeTakeFirst()
    expect(erasure).toMatchObject({ player_id: erased.player, erased_by: null })
  })

  test.each(['/organiser', '/organiser/review'])('an account with a seat keeps %s', async page => {
    const as = page === '/organiser' ? cookies.organiser : await door.reviews()
    const { joinCode } = await door.context.db
      .selectFrom('event')
      .select('join_code as joinCode')
      .executeTakeFirstOrThrow()
    await door.ask('POST', '/join', { as, form: { code: joinCode, nickname: 'Cikgu' } })
    expect((await door.ask('GET', '/profile', { as })).status).toBe(200)
    await door.ask('POST', '/profile/erase', { as, form: {} })
    expect((await door.ask('GET', '/profile', { as })).headers.get('location')).toBe(page)
    expect((await door.ask('GET', page, { as })).status).toBe(200)
  })
})

test('the list of players is searched by any part of a nickname', async () => {
  const list = async (find: string) => {
    const text = await (
      await door.ask('GET', `/organiser/players?find=${encodeURIComponent(find)}`, { as: cookies.organiser })
    ).text()
    return [nickname, 'Bea'].filter(name => text.includes(`<strong>${name}</strong>`))
  }
  expect(await list('')).toEqual([nickname, 'Bea'])
  expect(await list('BLA')).toEqual([nickname])
  await door.joins('Élan')
  const found = await door.ask('GET', `/organiser/players?find=${encodeURIComponent('éLAN')}`, {
    as: cookies.organiser,
  })
  expect(await found.text()).toContain('<strong>Élan</strong>')
  for (const odd of ['%', '_', "'", 'nobody']) expect(await list(odd)).toEqual([])
})
