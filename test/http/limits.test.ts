import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { openAuth } from '../../src/web/auth.ts'
import { openLimits } from '../../src/web/limits.ts'
import { type Door, openDoor } from './door.ts'
import { behindProxy, type Proxied } from './proxied.ts'

/** The public addresses of a school, all of it, and of somebody's phone. */
const [school, home] = ['198.51.100.7', '203.0.113.9']

let door: Door
let proxied: Proxied
beforeEach(async () => {
  door = await openDoor(openLimits())
  proxied = behindProxy(door)
})
afterEach(async () => {
  await proxied.stop()
  await door.close()
})

const times = <T>(count: number, act: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => act(i)))
const statuses = (answers: Response[]) => answers.map(({ status }) => status).toSorted()

describe('joining', () => {
  const join = (from: string, nickname: string, code = 'EVENT1', more = {}) =>
    proxied.post(from, '/join', { code, nickname }, more)
  const wrong = (from: string) => join(from, 'Aina', 'WRONG1')

  test('300 pupils behind one address, some of whom mistype the code', async () => {
    const answers = await times(300, i => join(school, `Pupil ${i}`, i % 10 === 0 ? 'WRONG1' : 'EVENT1'))
    expect(statuses(answers)).toEqual([...Array(270).fill(303), ...Array(30).fill(422)])
    expect((await join(school, 'Pupil 0')).status).toBe(303)
  })

  test('60 wrong codes from one address, however many at once; then not even the right one is told', async () => {
    expect(statuses(await times(80, () => wrong(school)))).toEqual([
      ...Array(60).fill(422),
      ...Array(20).fill(429),
    ])
    for (const nickname of ['Aina', ''])
      expect((await join(school, nickname)).status, `"${nickname}"`).toBe(429)
    expect((await join(home, 'Aina')).status).toBe(303)
    expect((await wrong(home)).status).toBe(422)
  })

  test('a large school of players, and no script that fills the disk', async () => {
    await times(999, () => door.context.limits.newPlayers.take(school))
    // Who picks another nickname has not been made yet.
    expect((await join(school, '')).status).toBe(422)
    expect((await join(school, 'The last one')).status).toBe(303)
    expect((await join(school, 'One more')).status).toBe(429)
    expect((await join(home, 'One more')).status).toBe(303)
    const users = await door.context.db.selectFrom('user').select('id').execute()
    expect(users).toHaveLength(2)
  })

  test.each([
    ['en', 'Too many wrong codes were typed on this network. Wait 10 minutes and try again.'],
    ['ms', 'Terlalu banyak kod salah ditaip pada rangkaian ini. Tunggu 10 minit'],
    ['zh', '这个网络上输错代码的次数太多了。请等10分钟再试。'],
    ['ta', 'இந்த நெட்வொர்க்கில் தவறான குறியீடுகள் மிக அதிகமாக உள்ளிடப்பட்டன. 10 நிமிடங்கள்'],
  ])('who has to wait is told why and how long (%s)', async (language, words) => {
    await times(60, () => door.context.limits.wrongCodes.take(school))
    const answer = await join(school, 'Aina', 'WRONG1', { 'accept-language': language })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.text()).toContain(words)
  })
})

describe('signing in', () => {
  const [cikgu, helper] = ['cikgu@example.org', 'helper@example.org']
  const right = 'three long words'
  const signIn = (from: string, email: string, password: string, cookie: string | null = null, more = {}) =>
    proxied.post(from, '/organiser/sign-in', { email, password }, { ...(cookie && { cookie }), ...more })
  /** Of a browser that signed out. */
  const deviceCookie = async (session: Promise<string>) => {
    const cookies = await session
    const left = await door.ask('POST', '/organiser/sign-out', { as: cookies, form: {} })
    expect(left.headers.getSetCookie().join()).not.toContain('device')
    return cookies.split('; ').find(cookie => cookie.includes('device')) ?? ''
  }
  let known: string
  beforeEach(async () => {
    known = await deviceCookie(door.organises(cikgu))
  })

  const all = (status: number) => new Set([status])
  const distinct = (answers: Response[]) => new Set(statuses(answers))
  const lockAccount = () => times(10, i => signIn(`192.0.2.${i}`, cikgu, 'a guess'))
  const lockSchool = async () => {
    await times(29, () => door.context.limits.passwordsByAddress.take(school))
    return [await signIn(school, 'pupil@example.org', 'a guess')]
  }

  test.each([
    ['strangers guess the account', lockAccount, { elsewhere: 429 }],
    ['pupils play with the page', lockSchool, { elsewhere: 303 }],
  ] as const)(
    '%s: only the browser that has signed in there before goes on',
    async (_, lock, { elsewhere }) => {
      const other = await deviceCookie(door.reviews(helper))
      expect(distinct(await lock())).toEqual(all(422))
      const browsers: [who: string, from: string, cookie: string | null, status: number][] = [
        ['that one', school, known, 303],
        ['a new one at school', school, null, 429],
        ['a new one elsewhere', home, null, elsewhere],
        ['one that knows another account', school, other, 429],
        [
          'another account’s under this one’s name',
          school,
          known.replace(/=.*/, '') + other.replace(/^[^=]*/, ''),
          429,
        ],
        ['a changed cookie', school, known.replace(/=./, start => (start === '=A' ? '=B' : '=A')), 429],
        ['a cut cookie', school, known.slice(0, -1), 429],
        ['a year that was made longer', school, known.replace(/\.1/, '.2'), 429],
      ]
      for (const [who, from, cookie, status] of browsers)
        expect((await signIn(from, cikgu, right, cookie)).status, who).toBe(status)
      door.now.time += 365 * 24 * 60 * 60 * 1000
      expect((await signIn(school, cikgu, right, known)).status, 'a year later').toBe(429)
    },
  )

  test.each([
    ['there is', [cikgu, 'CIKGU@Example.org']],
    ['there is not', ['nobody@example.org']],
  ])(
    'an account that %s has ten wrong passwords, from however many addresses and at once',
    async (_, emails) => {
      const guess = (i: number) => signIn(`192.0.2.${i}`, emails[i % emails.length] ?? '', 'a guess')
      expect(statuses(await times(15, guess))).toEqual([...Array(10).fill(422), ...Array(5).fill(429)])
      // What is not looked at uses up nothing.
      expect(distinct(await times(40, () => signIn(school, emails[0] ?? '', 'a guess')))).toEqual(all(429))
      await door.reviews(helper)
      expect((await signIn(school, helper, right)).status).toBe(303)
    },
  )

  test('a browser’s own wrong passwords stop it alone', async () => {
    expect(distinct(await times(10, () => signIn(school, cikgu, 'a guess', known)))).toEqual(all(422))
    expect((await signIn(school, cikgu, right, known)).status).toBe(429)
    expect((await signIn(school, cikgu, right)).status).toBe(303)
  })

  test('right passwords use up no tries, at once or one after the other', async () => {
    for (let i = 0; i < 2; i++)
      expect(distinct(await times(8, () => signIn(school, cikgu, right)))).toEqual(all(303))
    expect(distinct(await times(10, () => signIn(school, cikgu, 'a guess')))).toEqual(all(422))
  })

  test('two accounts know one browser', async () => {
    const both = `${known}; ${await deviceCookie(door.reviews('h2@example.org'))}`
    await lockSchool()
    for (const email of [cikgu, 'h2@example.org'])
      expect((await signIn(school, email, right, both)).status).toBe(303)
  })

  test('a link is taken up whatever was guessed at its address; asking it for accounts ends', async () => {
    await lockSchool()
    const claim = (link: string, email: string) => proxied.post(school, link, { email, password: right })
    const link = () => makeOrganiserLink(door.context.db, door.now.time, 'reviewer')
    const asked = await link()
    expect(distinct(await times(30, () => claim(asked, cikgu)))).toEqual(all(422))
    expect((await claim(asked, cikgu)).status).toBe(429)
    expect((await claim(await link(), 'h2@example.org')).status).toBe(303)
  })

  test('the cookie lasts a year, is for the server alone and does not say whose it is', async () => {
    const cookieOf = async (publicUrl: string | null) => {
      door.context.auth = openAuth({ db: door.context.db, config: { publicUrl }, secret: 's'.repeat(32) })
      const answer = await signIn(school, cikgu, right)
      return answer.headers.getSetCookie().find(cookie => cookie.includes('device')) ?? ''
    }
    const plain = await cookieOf(null)
    for (const said of [/; HttpOnly/i, /; SameSite=Lax/i, /; Path=\//i, /; Max-Age=31536000/i])
      expect(plain).toMatch(said)
    expect(plain).not.toMatch(/; Secure/i)
    expect(decodeURIComponent(plain)).not.toMatch(/cikgu|example/i)
    // One of another sign-in is another device.
    expect(plain.split(';')[0]).not.toBe(known)
    const secure = await cookieOf('https://food.example.org')
    expect(secure).toMatch(/^__Secure-tangkap\.device.*; Secure/i)
  })

  test('accounts there are and others are answered alike, after the same work', async () => {
    const { db } = door.context
    await door.reviews(helper)
    const rows = await db.selectFrom('user').select('id').where('email', '=', helper).execute()
    const end = `/organiser/reviewers/${rows[0]?.id}/end`
    expect((await door.ask('POST', end, { as: await door.organises(cikgu), form: {} })).status).toBe(303)
    const [hash, verify] = [vi.spyOn(Bun.password, 'hash'), vi.spyOn(Bun.password, 'verify')]
    const pages = new Map<string, string[]>()
    for (const email of [cikgu, helper, 'nobody@example.org']) {
      const page = await (await signIn(home, email, 'a guess')).text()
      const said = page.replaceAll(email, 'EMAIL').replaceAll(/[0-9a-f-]{36}/g, 'ID')
      pages.set(said, [...(pages.get(said) ?? []), email])
      expect(hash.mock.calls.length + verify.mock.calls.length, email).toBe(1)
      for (const spy of [hash, verify]) spy.mockClear()
    }
    vi.restoreAllMocks()
    expect([...pages.values()]).toEqual([[cikgu, helper, 'nobody@example.org']])
  })

  test('who has to wait is told why and how long, in four languages', async () => {
    await lockAccount()
    for (const [language, ...words] of [
      ['en', 'Too many wrong passwords were typed for this e-mail address.', 'Wait 10 minutes'],
      ['ms', 'Terlalu banyak kata laluan salah ditaip untuk alamat e-mel ini.', 'Tunggu 10 minit'],
      ['zh', '这个邮箱输错密码的次数太多了。', '请等10分钟再试。'],
      ['ta', 'இந்த மின்னஞ்சலுக்குத் தவறான கடவுச்சொற்கள் மிக அதிகமாக', '10 நிமிடங்கள்'],
    ] as const) {
      const answer = await signIn(home, cikgu, right, null, { 'accept-language': language })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      const page = await answer.text()
      for (const said of words) expect(page).toContain(said)
    }
  })
})

test('links back are not to be guessed, so wrong ones keep nobody from theirs', async () => {
  await door.joins('Aina')
  const { id } = await door.playerCalled('Aina')
  const page = await door.ask('POST', `/organiser/players/${id}/way-back`, {
    as: await door.organises(),
    form: {},
  })
  const link = /\/back\/[^"<\s]+/.exec(await page.text())?.[0] ?? ''
  // 192 bits.
  expect(Buffer.from(link.split('/').at(-1) ?? '', 'base64url')).toHaveLength(24)
  const guesses = await times(200, i => proxied.post(school, `/back/${id}/${i}`, {}))
  expect(new Set(statuses(guesses))).toEqual(new Set([404]))
  expect((await proxied.post(school, link, {})).status).toBe(303)
})
