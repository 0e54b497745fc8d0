import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../src/packs/schema.ts'
import { makeLink, wayBackOf } from '../../src/players/link-store.ts'
import { judgeCandidate } from '../../src/training/gate/index.ts'
import { languageTags } from '../../src/web/languages/language.ts'
import { gateInput } from '../tiny-gate.ts'
import { type Door, openDoor } from './door.ts'
import { endJob, keepRunningJob } from './keep-job.ts'
import { keepReport } from './keep-report.ts'
import { picture, sure, unknown, unsure } from './playing.ts'

let door: Door
let cookies: { player: string; organiser: string }
const ids = { caught: '', choosing: '', unknown: '', claimed: '', player: '', back: '' }

beforeAll(async () => {
  door = await openDoor()
  const { pack } = door.context
  const texts = [
    'One sentence. And another.',
    'Why?',
    'So',
    'No',
    'ask the stall',
    'a',
    'b',
    'c',
    'Kuih. Sweet.',
  ]
  pack.words.zh = Object.fromEntries([
    ...texts.map(text => [text, '一段话']),
    ...pack.badges.map(badge => [badge.name, '徽章']),
  ])
  cookies = { player: await door.joins('Aina'), organiser: await door.organises() }
  ids.caught = await door.sends(cookies.player, 1)
  door.script.next = unsure('popiah', 'teh')
  ids.choosing = await door.sends(cookies.player, 2)
  door.script.next = unknown
  ids.unknown = await door.sends(cookies.player, 3)
  ids.claimed = await door.sends(cookies.player, 4)
  await door.ask('POST', `/catches/${ids.claimed}/claim`, { as: cookies.player, form: { food: 'durian' } })
  await door.ask('POST', `/catches/${ids.caught}/feedback`, { as: cookies.player, form: { answer: 'no' } })
  door.script.next = sure('teh')
  await door.sends(cookies.player, 5)
  const { player_id } = await door.context.db
    .selectFrom('catch')
    .select('player_id')
    .where('id', '=', ids.caught)
    .executeTakeFirstOrThrow()
  ids.player = player_id
  const forEver = { now: 0, lifetime: Number.MAX_SAFE_INTEGER }
  ids.back = await makeLink(door.context.db, wayBackOf(player_id), forEver)
  await door.ask('POST', '/organiser/foods/popiah/photos', {
    as: cookies.organiser,
    form: { photo: await picture(6) },
  })
  await keepReport(door, 'judged', judgeCandidate(gateInput()))
  await keepReport(door, 'serves', null, 'champion')
  await endJob(door.context.db, await keepRunningJob(door.context.db), 'failed', {})
})
afterAll(() => door.close())

type Who = 'player' | 'organiser' | 'nobody'

const pages: [who: Who, path: () => string][] = [
  ['nobody', () => '/join'],
  ['nobody', () => '/join/ABC'],
  ['nobody', () => '/collection'],
  ['nobody', () => '/leaderboard'],
  ['nobody', () => '/foods/pizza'],
  ['nobody', () => '/organiser/sign-in'],
  ['nobody', () => '/organiser/claim/guess'],
  ['nobody', () => '/back/nobody/guess'],
  ['nobody', () => `/back/${ids.player}/${ids.back}`],
  ['player', () => '/'],
  ['player', () => `/catches/${ids.caught}`],
  ['player', () => `/catches/${ids.choosing}`],
  ['player', () => `/catches/${ids.unknown}`],
  ['player', () => `/catches/${ids.claimed}`],
  ['player', () => `/catches/${ids.caught}/looked`],
  ['player', () => '/collection'],
  ['player', () => '/foods/satay'],
  ['player', () => '/foods/durian'],
  ['player', () => '/leaderboard'],
  ['player', () => '/profile'],
  ['player', () => '/nowhere'],
  ['organiser', () => '/organiser'],
  ['organiser', () => '/organiser/poster'],
  ['organiser', () => '/organiser/menu'],
  ['organiser', () => '/organiser/players'],
  ['organiser', () => `/organiser/players/${ids.player}`],
  ['organiser', () => '/organiser/foods'],
  ['organiser', () => '/organiser/foods/popiah'],
  ['organiser', () => '/organiser/dataset'],
  ['organiser', () => '/organiser/dataset/photos'],
  ['organiser', () => '/organiser/dataset/import'],
  ['organiser', () => '/organiser/review'],
  ['organiser', () => '/organiser/review/settled'],
  ['organiser', () => '/organiser/training'],
  ['organiser', () => '/organiser/models'],
  ['organiser', () => '/organiser/models/judged'],
]

const get = (who: Who, path: string, language: string) =>
  door.ask('GET', path, {
    as: who === 'nobody' ? null : cookies[who],
    headers: { 'accept-language': language },
  })

/** What is the same in every language: names, addresses, units, and the words of the field. */
const same = new RegExp(
  [
    '(scripts/)?tangkap organiser-link|Tangkap|Tiny|Aina|event-1|EVENT1|ABC|0\\.0\\.0-test|A book|A press',
    'satay|popiah|durian|milo|teh|apam|bubur|cendol|emping|fishball|gulai|hor_fun|judged|serves|old',
    '&\\w+;|https?:\\S+|[A-Z]\\w+(/[\\w+ -]+)+|UTC',
    'HEIC|JPEG|PNG|WebP|GIF|AVIF|zip|JSON|JavaScript|Enter|QR|kcal|kB|MB|macro-F1|F1|F-beta|AUROC|epoch',
  ].join('|'),
  'gi',
)
const foreign = /[A-Za-z]{2,}/

describe.each(pages.map(([who, path], i) => [i, who, path] as const))('page %i', (_i, who, path) => {
  test(`for ${who} says nothing in English to who reads Chinese`, async () => {
    const page = await (await get(who, path(), 'zh-CN,zh;q=0.9,en;q=0.5')).text()
    const texts = textsOf(page, languageTags.zh)
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.filter(text => foreign.test(text.replace(same, '')))).toEqual([])
    // Sentences stand without a space between them.
    expect(page.match(/.{0,20}[。！？]\s+[^\s·].{0,20}/gu)).toBeNull()
  })
})

test('what people typed comes out as they typed it, in Chinese too', async () => {
  const nickname = '好。 吃！ 啊'
  await door.joins(nickname)
  const typed = '汤面。 很辣？ 是。'
  const form = { en: 'Khao soi', ms: '', zh: '咖喱面。 好', ta: '', category: 'staple', description: typed }
  await door.ask('POST', '/organiser/foods', { as: cookies.organiser, form })
  const player = await (await get('organiser', '/organiser/players', 'zh')).text()
  expect(player).toContain(nickname)
  const food = await (await get('organiser', '/organiser/foods/khao_soi', 'zh')).text()
  for (const text of [`>${typed}</textarea>`, 'value="咖喱面。 好"', '<h1>咖喱面。 好</h1>'])
    expect(food).toContain(text)
})

/** What a page says to eyes and ears, but for parts that are marked as another language, and code. */
function textsOf(page: string, language: string): string[] {
  const texts: string[] = []
  let apart = 0
  const skip = (element: HTMLRewriterTypes.Element) => {
    // An input has no inside.
    if (!element.canHaveContent) return
    apart++
    element.onEndTag(() => {
      apart--
    })
  }
  new HTMLRewriter()
    .on('[lang]', {
      element(element) {
        if (element.getAttribute('lang') !== language) skip(element)
      },
    })
    .on('code, kbd, script, style, time', { element: skip })
    .on('[aria-label], [alt], [title], [placeholder]', {
      element(element) {
        if (apart > 0) return
        for (const name of ['aria-label', 'alt', 'title', 'placeholder']) {
          const said = element.getAttribute(name)
          if (said) texts.push(said)
        }
      },
    })
    .on('*', {
      text({ text }) {
        if (apart === 0 && text.trim()) texts.push(text.trim())
      },
    })
    .transform(page)
  return texts
}

test.each(languages)('a page says that it is in %s', async language => {
  const page = await (await get('nobody', '/join', language)).text()
  expect(page).toContain(`<html lang="${languageTags[language]}"`)
  expect(page).toMatch(new RegExp(`value="${language}"[^>]* aria-pressed="true"`))
})

describe('picking a language', () => {
  const pick = (form: Record<string, string>) => door.ask('POST', '/language', { form })

  test.each([
    ['/foods/satay?from=album', '/foods/satay?from=album'],
    ['', '/'],
    ['//evil.test/x', '/'],
    ['/..//evil.test/x', '/'],
    ['/\\evil.test', '/'],
    ['https://evil.test/', '/'],
    ['javascript:alert(1)', '/'],
    ['blob:http://here//evil.test', '/'],
  ])('on %j leads to %s', async (back, path) => {
    const answer = await pick({ language: 'ta', back })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(path)
  })

  test('is remembered on this device, whatever its browser asks for', async () => {
    const [cookie = ''] = (await pick({ language: 'ta', back: '/' })).headers.getSetCookie()
    const page = await door.ask('GET', '/join', {
      as: cookie.split(';')[0] ?? '',
      headers: { 'accept-language': 'zh' },
    })
    expect(await page.text()).toContain(`<html lang="${languageTags.ta}"`)
  })

  test.each([{ language: 'fr' }, { language: '' }, {}])('that does not exist is refused: %j', async form => {
    const answer = await pick(form)
    expect(answer.status).toBe(422)
    expect(answer.headers.getSetCookie()).toEqual([])
  })
})
