import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { integrityProblems } from '../../src/db/open.ts'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { cookiesOf, type Door, openDoor } from './door.ts'

const email = 'rogue@example.org'
const password = 'three long words'

let door: Door
let cookies: { ali: string; rogue: string; organiser: string }
let ids: { rogue: string; organiser: string }
beforeEach(async () => {
  door = await openDoor()
  const organiser = await door.organises()
  cookies = { ali: await door.joins('Ali'), rogue: await door.reviews(email), organiser }
  ids = { rogue: await userOf(email), organiser: await userOf('cikgu@example.org') }
})
afterEach(() => door.close())

const userOf = async (address: string) => {
  const { db } = door.context
  const row = await db.selectFrom('user').select('id').where('email', '=', address).executeTakeFirstOrThrow()
  return row.id
}
const page = async (path: string, as = cookies.organiser) =>
  await (await door.ask('GET', path, { as })).text()
const decide = async (as: string, id: string, decision = 'food:teh') =>
  (await door.ask('POST', `/organiser/review/${id}`, { as, form: { decision } })).status
const end = (id = ids.rogue, as = cookies.organiser) =>
  door.ask('POST', `/organiser/reviewers/${id}/end`, { as, form: {} })
const signIn = () => door.ask('POST', '/organiser/sign-in', { form: { email, password } })
const reviews = () => door.context.db.selectFrom('review').select(['catch_id', 'reviewer', 'food']).execute()

test('a reviewer is listed with what they settled, and its list is theirs alone', async () => {
  expect(await page('/organiser/reviewers')).toContain('nothing settled yet')
  const [theirs, mine] = [await door.sends(cookies.ali, 1), await door.sends(cookies.ali, 2)]
  await decide(cookies.rogue, theirs)
  await decide(cookies.organiser, mine)
  const list = await page('/organiser/reviewers')
  for (const words of [email, '1 photo settled', 'last 21 Nov 2026']) expect(list).toContain(words)
  expect(list).not.toContain('cikgu@example.org')
  const address = /href="(\/organiser\/review\/settled\?by=[^"]+)"/.exec(list)?.[1] ?? ''
  const settled = await page(address)
  expect(settled).toContain(`Only what <strong>${email}</strong> settled.`)
  expect(settled).toContain(`/organiser/review/${theirs}/reopen`)
  expect(settled).not.toContain(`/organiser/review/${mine}/reopen`)
})

const backIn = async (player: string) => {
  const way = await door.ask('POST', `/organiser/players/${player}/way-back`, {
    as: cookies.organiser,
    form: {},
  })
  const link = /(\/back\/[^"<]+)/.exec(await way.text())?.[1] ?? ''
  return cookiesOf(await door.ask('POST', link, { form: {} }))
}

describe('a reviewer who is ended', () => {
  test('is signed out everywhere, comes in no more and settles nothing; what they settled stays', async () => {
    const phone = cookiesOf(await signIn())
    const [before, after] = [await door.sends(cookies.ali, 1), await door.sends(cookies.ali, 2)]
    expect(await decide(cookies.rogue, before)).toBe(303)
    expect((await end()).headers.get('location')).toBe('/organiser/reviewers?ended')
    for (const as of [cookies.rogue, phone]) {
      expect(await decide(as, after)).toBe(401)
      const reopen = await door.ask('POST', `/organiser/review/${before}/reopen`, { as, form: {} })
      expect(reopen.status).toBe(401)
    }
    expect((await signIn()).status).toBe(422)
    expect(await reviews()).toEqual([{ catch_id: before, reviewer: ids.rogue, food: 'teh' }])
  })

  test.each([
    ['settle', 'settle', 0],
    ['take back', 'reopen', 1],
  ])('while they %s a photo finds nothing there any more', async (_, how, settled) => {
    const id = await door.sends(cookies.ali, 1)
    if (how === 'reopen') await decide(cookies.organiser, id)
    const form = how === 'reopen' ? { batch: await door.settledBy(id) } : { decision: 'food:teh' }
    // Past the access check, their form is still on its way when they are stopped.
    const body = new ReadableStream(
      {
        async pull(sending) {
          expect((await end()).status).toBe(303)
          sending.enqueue(new TextEncoder().encode(`${new URLSearchParams(form)}`))
          sending.close()
        },
      },
      { highWaterMark: 0 },
    )
    const address = `http://tangkap.test/organiser/review/${id}${how === 'reopen' ? '/reopen' : ''}`
    const headers = { host: 'tangkap.test', cookie: cookies.rogue, 'hx-request': 'true' }
    const answer = await door.handle(
      new Request(address, {
        ...{ method: 'POST', body, duplex: 'half' },
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      }),
    )
    expect(answer.status).toBe(404)
    expect(await reviews()).toHaveLength(settled)
  })

  test('is in the audit log with who did it', async () => {
    await end()
    const logged = await door.context.db.selectFrom('audit_log').selectAll().execute()
    const { rogue: subject, organiser: actor } = ids
    expect(logged).toMatchObject([{ action: 'reviewer ended', actor, subject, at: door.now.time }])
  })

  test('is listed as long as something they settled stands', async () => {
    const id = await door.sends(cookies.ali, 1)
    await decide(cookies.rogue, id)
    await end()
    const list = await page('/organiser/reviewers?ended')
    for (const words of ['Stopped. What they settled stays', 'a stopped reviewer', '1 photo settled'])
      expect(list).toContain(words)
    expect(list).not.toContain(`/organiser/reviewers/${ids.rogue}/end`)
    const form = { batch: await door.settledBy(id) }
    await door.ask('POST', `/organiser/review/${id}/reopen`, { as: cookies.organiser, form })
    expect(await page('/organiser/reviewers')).not.toContain('a stopped reviewer')
  })

  test('leaves no address, name or password behind, and what they settled is still found', async () => {
    const id = await door.sends(cookies.ali, 1)
    await decide(cookies.rogue, id)
    await end()
    const { db } = door.context
    for (const table of ['account', 'session'] as const)
      expect(
        await sql.raw(`select * from ${table} where "userId" = '${ids.rogue}'`).execute(db),
      ).toMatchObject({
        rows: [],
      })
    // Emptied, not left in the file or its log.
    for (const file of ['tangkap.db', 'tangkap.db-wal'])
      expect(readFileSync(join(door.event.home, file)).includes(email)).toBe(false)
    expect(await integrityProblems(db)).toEqual([])
    const list = await page('/organiser/reviewers')
    const address = /href="(\/organiser\/review\/settled\?by=[^"]+)"/.exec(list)?.[1] ?? ''
    const settled = await page(address)
    expect(settled).toContain('Only what <strong>a stopped reviewer</strong> settled.')
    expect(settled).toContain(`/organiser/review/${id}/reopen`)
    for (const text of [list, settled, await page('/organiser/review/settled')]) {
      expect(text).not.toContain(email)
      expect(text).not.toContain('stopped.invalid')
    }
  })

  test('comes back by another invitation, under the same address, as somebody else', async () => {
    await decide(cookies.rogue, await door.sends(cookies.ali, 2))
    await end()
    const link = await makeOrganiserLink(door.context.db, door.now.time, 'reviewer')
    const answer = await door.ask('POST', link, { form: { email, password: 'four other long words' } })
    expect(answer.headers.get('location')).toBe('/organiser/review')
    expect(await decide(cookiesOf(answer), await door.sends(cookies.ali, 1))).toBe(303)
    expect((await signIn()).status).toBe(422)
    // What they settled before is looked through apart.
    expect(new Set((await reviews()).map(row => row.reviewer)).size).toBe(2)
    expect((await end(await userOf(email))).status).toBe(303)
  })

  test('plays on, where the organiser lets their player back in', async () => {
    await door.ask('POST', '/join', { as: cookies.rogue, form: { code: 'EVENT1', nickname: 'Rogue' } })
    const { id } = await door.playerCalled('Rogue')
    expect(await backIn(id)).toBe('')
    await end()
    const back = await backIn(id)
    expect(await page('/profile', back)).toContain('Rogue')
    expect((await door.ask('GET', '/organiser/review', { as: back })).status).toBe(404)
  })

  test.each(['erased', 'moved to another account'])(
    'stays the one who settled it when their player is %s',
    async how => {
      await door.ask('POST', '/join', { as: cookies.rogue, form: { code: 'EVENT1', nickname: 'Rogue' } })
      const { id } = await door.playerCalled('Rogue')
      await decide(cookies.rogue, await door.sends(cookies.ali, 1))
      await end()
      if (how === 'erased') {
        await door.ask('POST', `/organiser/players/${id}/erase`, { as: cookies.organiser, form: {} })
      } else {
        const back = await backIn(id)
        await door.ask('POST', '/organiser/sign-in', {
          as: back,
          form: { email: 'cikgu@example.org', password },
        })
      }
      expect((await door.ask('GET', `/organiser/players/${id}`, { as: cookies.organiser })).status).toBe(
        how === 'erased' ? 404 : 200,
      )
      expect(await reviews()).toMatchObject([{ reviewer: ids.rogue }])
      expect(await page('/organiser/reviewers')).toContain('1 photo settled')
    },
  )
})

// The last organiser cannot be ended, since none can.
test.each(['organiser', 'player', 'nobody', 'reviewer twice'])('%s cannot be ended', async who => {
  if (who === 'reviewer twice') await end()
  const { userId } = await door.playerCalled('Ali')
  const id = { organiser: ids.organiser, player: userId, nobody: 'nobody' }[who] ?? ids.rogue
  expect((await end(id)).status).toBe(404)
  expect((await door.ask('GET', '/organiser', { as: cookies.organiser })).status).toBe(200)
  expect((await door.ask('GET', '/profile', { as: cookies.ali })).status).toBe(200)
})

test('a page without a photo says all is done only where it is', async () => {
  expect(await page('/organiser/review', cookies.rogue)).toContain('All done')
  await door.sends(cookies.ali, 1)
  expect(await page('/organiser/review')).toContain('class="review-item"')
  const other = await page('/organiser/review', cookies.rogue)
  expect(other).toContain('Nothing for you now')
  expect(other).not.toContain('All done')
})
