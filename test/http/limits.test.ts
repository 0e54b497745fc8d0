import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
