import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app.ts'
import { judgeCandidate } from '../../src/training/gate/index.ts'
import { gateInput } from '../tiny-gate.ts'
import { type Asked, type Door, openDoor } from './door.ts'
import { keepRunningJob } from './keep-job.ts'
import { keepReport } from './keep-report.ts'
import { picture, unknown, unsure } from './playing.ts'

const visitors = ['nobody', 'other', 'owner', 'organiser', 'reviewer'] as const
type Visitor = (typeof visitors)[number]

interface Case {
  /**
   * Status for nobody, another player, the player it belongs to, the organiser (who has not joined), and a reviewer
   * (who has not either). Without a fifth, the reviewer gets what every player gets on an organiser's page, and
   * elsewhere the same as nobody, for they do not play.
   */
  status: [nobody: number, other: number, owner: number, organiser: number, reviewer?: number]
  path?: () => string
  form?: Asked['form'] | (() => Promise<Asked['form']>)
  /** What those who are let in must see, and what nobody else may. */
  shows?: string
  hides?: string
  /** Players come anew, for it ends them. */
  anew?: boolean
}

let door: Door
let cookies: Record<Visitor, string | null>
const ids = {
  caught: '',
  choosing: '',
  unknown: '',
  photo: '',
  spare: '',
  example: '',
  notice: Bun.randomUUIDv7(),
  player: '',
  gone: '',
  rogue: '',
}

beforeAll(async () => {
  door = await openDoor()
  cookies = {
    nobody: null,
    other: await door.joins('Other'),
    owner: await door.joins('Owner'),
    organiser: await door.organises(),
    reviewer: await door.reviews(),
  }
  ids.caught = await door.sends(cookies.owner, 1)
  door.script.next = unsure('popiah', 'teh')
  ids.choosing = await door.sends(cookies.owner, 2)
  door.script.next = unknown
  ids.unknown = await door.sends(cookies.owner, 3)
  ids.spare = await door.sends(cookies.owner, 4)
  const { player_id } = await door.context.db
    .selectFrom('catch')
    .select('player_id')
    .where('id', '=', ids.caught)
    .executeTakeFirstOrThrow()
  ids.player = player_id
  await door.joins('Gone')
  ids.gone = (await door.playerCalled('Gone')).id
  await door.reviews('rogue@example.org')
  const { id: rogue } = await door.context.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', 'rogue@example.org')
    .executeTakeFirstOrThrow()
  ids.rogue = rogue
  const notice = { id: ids.notice, player_id, catch_id: ids.caught, kind: 'stays', created_at: 1 }
  await door.context.db.insertInto('notice').values(notice).execute()
  const added = await door.ask('POST', '/organiser/foods/popiah/photos', {
    as: cookies.organiser,
    form: { photo: await picture(6) },
  })
  ids.example = /\/organiser\/examples\/([0-9a-f-]{36})\//.exec(await added.text())?.[1] ?? ''
  await keepReport(door, 'judged', judgeCandidate(gateInput()))
  await keepRunningJob(door.context.db)
  await keepReport(door, 'serves', null, 'champion')
  const told = { id: 'told', kind: 'fell back', version: 'judged', instead: 'serves', reason: 'So it goes.' }
  await door.context.db
    .insertInto('model_notice')
    .values({ ...told, pack: door.context.pack.id, created_at: 1 })
    .execute()
  const page = await (await door.ask('GET', `/catches/${ids.caught}`, { as: cookies.owner })).text()
  ids.photo = /\/photos\/([0-9a-f-]{36})\/photo/.exec(page)?.[1] ?? ''
})
afterAll(() => door.close())

let seed = 100
const cases: Record<string, Case> = {
  'GET /': { status: [303, 200, 200, 303] },
  'POST /catches': { status: [401, 303, 303, 401], form: async () => ({ photo: await picture(seed++) }) },
  'GET /catches/:id': {
    status: [303, 404, 200, 303],
    path: () => `/catches/${ids.caught}`,
    shows: 'The satay',
  },
  'POST /catches/:id/choose': {
    status: [401, 404, 303, 401],
    path: () => `/catches/${ids.choosing}/choose`,
    form: { food: 'teh' },
  },
  'POST /catches/:id/claim': {
    status: [401, 404, 303, 401],
    path: () => `/catches/${ids.unknown}/claim`,
    form: { food: 'durian' },
  },
  'POST /catches/:id/feedback': {
    status: [401, 404, 303, 401],
    path: () => `/catches/${ids.caught}/feedback`,
    form: { answer: 'no' },
  },
  'GET /catches/:id/looked': { status: [303, 404, 200, 303], path: () => `/catches/${ids.caught}/looked` },
  'GET /catches/:id/looked.webp': {
    status: [303, 404, 200, 303],
    path: () => `/catches/${ids.caught}/looked.webp`,
  },
  'POST /notices/:id/seen': { status: [401, 404, 303, 401], path: () => `/notices/${ids.notice}/seen` },
  'GET /photos/:id/:size': {
    status: [404, 404, 200, 200, 200],
    path: () => `/photos/${ids.photo}/thumbnail`,
  },
  'GET /collection': { status: [200, 200, 200, 200] },
  'GET /foods/:id': { status: [200, 200, 200, 200], path: () => '/foods/satay', shows: 'The satay' },
  'GET /leaderboard': { status: [200, 200, 200, 200], shows: 'Owner' },
  'GET /profile': { status: [303, 200, 200, 303] },
  'POST /profile': { status: [401, 422, 303, 401], form: { name: 'Owner' } },
  'GET /join': { status: [200, 303, 303, 200] },
  'GET /join/:code': { status: [200, 303, 303, 200], path: () => '/join/ABC', shows: 'ABC' },
  'POST /join': { status: [422, 303, 303, 422], form: { code: 'WRONG1', nickname: 'Me' } },
  'GET /back/:player/:token': { status: [404, 404, 404, 404], path: () => `/back/${ids.player}/guess` },
  'POST /back/:player/:token': { status: [404, 404, 404, 404], path: () => `/back/${ids.player}/guess` },
  'GET /organiser/claim/:token': { status: [404, 404, 404, 404], path: () => '/organiser/claim/guess' },
  'POST /organiser/claim/:token': {
    status: [404, 404, 404, 404],
    path: () => '/organiser/claim/guess',
    form: { email: 'thief@example.org', password: 'three long words' },
  },
  'GET /organiser/sign-in': { status: [200, 200, 200, 303, 303] },
  'POST /organiser/sign-in': {
    status: [422, 422, 422, 422],
    form: { email: 'cikgu@example.org', password: 'not the password' },
  },
  'GET /organiser': { status: [303, 404, 404, 200], shows: 'EVENT1', hides: 'EVENT1' },
  'GET /organiser/poster': { status: [303, 404, 404, 200], shows: 'EVENT1', hides: 'EVENT1' },
  'POST /organiser/event': { status: [401, 404, 404, 303], form: { name: 'Fair', timeZone: 'UTC' } },
  'POST /organiser/code': { status: [401, 404, 404, 303] },
  'GET /organiser/menu': { status: [303, 404, 404, 200], shows: 'Tick what is served', hides: 'Tick what' },
  'POST /organiser/menu': { status: [401, 404, 404, 303], form: { everything: '1' } },
  'GET /organiser/reviewers': { status: [303, 404, 404, 200], shows: 'helper@', hides: 'helper@' },
  'POST /organiser/reviewers': { status: [401, 404, 404, 200], shows: '/organiser/claim/' },
  'POST /organiser/reviewers/:id/end': {
    status: [401, 404, 404, 303],
    path: () => `/organiser/reviewers/${ids.rogue}/end`,
  },
  'GET /organiser/foods': { status: [303, 404, 404, 200], shows: 'Add a new food', hides: 'Add a new food' },
  'POST /organiser/foods': {
    status: [401, 404, 404, 303],
    form: { en: 'Khao soi', category: 'staple', description: 'Noodles. In soup.' },
  },
  'GET /organiser/foods/:id': {
    status: [303, 404, 404, 200],
    path: () => '/organiser/foods/satay',
    shows: 'Choose photos',
    hides: 'Choose photos',
  },
  'POST /organiser/foods/:id': {
    status: [401, 404, 404, 303],
    path: () => '/organiser/foods/khao_soi',
    form: { en: 'Khao soi', category: 'staple', description: 'Noodles. In curry.' },
  },
  'POST /organiser/foods/:id/photos': {
    status: [401, 404, 404, 200],
    path: () => '/organiser/foods/satay/photos',
    form: async () => ({ photo: await picture(7) }),
    shows: 'Kept.',
  },
  'POST /organiser/examples/:id/take-out': {
    status: [401, 404, 404, 303],
    path: () => `/organiser/examples/${ids.example}/take-out`,
  },
  'POST /organiser/foods/:id/remove': {
    status: [401, 404, 404, 303],
    path: () => '/organiser/foods/khao_soi/remove',
  },
  'GET /organiser/players': { status: [303, 404, 404, 200], shows: 'Owner', hides: 'Owner' },
  'GET /organiser/players/:id': {
    status: [303, 404, 404, 200],
    path: () => `/organiser/players/${ids.player}`,
    shows: 'Owner',
    hides: 'Owner',
  },
  'POST /organiser/players/:id/rename': {
    status: [401, 404, 404, 303],
    path: () => `/organiser/players/${ids.gone}/rename`,
    form: { name: 'Gone soon' },
  },
  'GET /organiser/players/:id/way-back': {
    status: [303, 404, 404, 303],
    path: () => `/organiser/players/${ids.player}/way-back`,
  },
  'POST /organiser/players/:id/way-back': {
    status: [401, 404, 404, 200],
    path: () => `/organiser/players/${ids.player}/way-back`,
    shows: '/back/',
    hides: '/back/',
  },
  'POST /organiser/players/:id/erase': {
    status: [401, 404, 404, 303],
    path: () => `/organiser/players/${ids.gone}/erase`,
  },
  'GET /organiser/dataset': { status: [303, 404, 404, 200], shows: 'learns from', hides: 'learns from' },
  'POST /organiser/dataset/check': { status: [401, 404, 404, 303] },
  // Nothing is in doubt.
  'POST /organiser/dataset/confirm': { status: [401, 404, 404, 409], form: { photo: 'none' } },
  'GET /organiser/dataset/photos': { status: [303, 404, 404, 200], shows: 'labelled photo' },
  'POST /organiser/dataset/photos': {
    status: [401, 404, 404, 303],
    form: () => Promise.resolve({ photo: ids.spare, to: 'food:satay' }),
  },
  'GET /organiser/dataset/import': { status: [303, 404, 404, 200], shows: 'index.tsv', hides: 'index.tsv' },
  'POST /organiser/dataset/import': { status: [401, 404, 404, 415] },
  'GET /organiser/dataset/export.zip': { status: [303, 404, 404, 200] },
  'GET /organiser/training': {
    status: [303, 404, 404, 200],
    shows: 'It is learning',
    hides: 'It is learning',
  },
  // The job runs already, so none is started.
  'POST /organiser/training/start': { status: [401, 404, 404, 303] },
  'POST /organiser/training/cancel': { status: [401, 404, 404, 303] },
  'POST /organiser/training/schedule': {
    status: [401, 404, 404, 303],
    form: { on: 'yes', time: '02:30', minimum: '10' },
  },
  'GET /organiser/models': { status: [303, 404, 404, 200], shows: 'judged', hides: 'judged' },
  // This one was refused, so not even the organiser can let it serve.
  'POST /organiser/models/:version/promote': {
    status: [401, 404, 404, 409],
    path: () => '/organiser/models/judged/promote',
  },
  'POST /organiser/models/:version/pin': {
    status: [401, 404, 404, 303],
    path: () => '/organiser/models/serves/pin',
    form: { pinned: 'yes' },
  },
  'POST /organiser/models/notices/:id/seen': {
    status: [401, 404, 404, 303],
    path: () => '/organiser/models/notices/told/seen',
  },
  'GET /organiser/models/:version': {
    status: [303, 404, 404, 200],
    path: () => '/organiser/models/judged',
    shows: 'Confusion matrix',
    hides: 'Confusion matrix',
  },
  'GET /organiser/models/:version/report.json': {
    status: [303, 404, 404, 200],
    path: () => '/organiser/models/judged/report.json',
    shows: '"macroF1"',
    hides: '"macroF1"',
  },
  // The organiser settles it, so the reviewer comes second. Before the pages, which reserve photos.
  'POST /organiser/review/:id': {
    status: [401, 404, 404, 303, 409],
    path: () => `/organiser/review/${ids.spare}`,
    form: { decision: 'food:satay' },
  },
  'GET /organiser/review': {
    status: [303, 404, 404, 200, 200],
    shows: 'Check photos',
    hides: 'Check photos',
  },
  'GET /organiser/review/:id/looked': {
    status: [303, 404, 404, 200, 200],
    path: () => `/organiser/review/${ids.caught}/looked`,
    shows: 'The satay',
    hides: 'satay',
  },
  'GET /organiser/review/:id/looked.webp': {
    status: [303, 404, 404, 200, 200],
    path: () => `/organiser/review/${ids.caught}/looked.webp`,
  },
  'POST /organiser/review/:id/skip': {
    status: [401, 404, 404, 303, 303],
    path: () => `/organiser/review/${ids.caught}/skip`,
  },
  'GET /organiser/review/settled': { status: [303, 404, 404, 200, 200], shows: 'Owner', hides: 'Owner' },
  'POST /organiser/review/:id/reopen': {
    status: [401, 404, 404, 303, 409],
    path: () => `/organiser/review/${ids.spare}/reopen`,
    form: async () => ({ batch: await door.settledBy(ids.spare) }),
  },
  'POST /language': { status: [303, 303, 303, 303], form: { language: 'ms', back: '/collection' } },
  'GET /static/:file': { status: [200, 200, 200, 200], path: () => '/static/app.css' },
  'GET /healthz': { status: [200, 200, 200, 200] },
  'GET /readyz': { status: [200, 200, 200, 200] },
  'POST /profile/erase': { status: [401, 303, 303, 401], anew: true },
  // Last, for they end the session: the players have none any more when they come to the second.
  'POST /leave': { status: [401, 303, 303, 401] },
  'POST /organiser/sign-out': { status: [401, 401, 401, 303, 303] },
}

test('every route is in this table, and the table knows no other', () => {
  expect(Object.keys(cases).toSorted()).toEqual(
    routes.map(route => `${route.method} ${route.path}`).toSorted(),
  )
})

describe.each(Object.entries(cases))('%s', (name, { status, path, form, shows, hides, anew }) => {
  const reviewers = name.includes(' /organiser') ? status[1] : status[0]
  test.each(visitors.map((visitor, i) => [visitor, status[i] ?? reviewers] as const))(
    '%s: %i',
    async (visitor, expected) => {
      const [method, pattern] = name.split(' ') as ['GET' | 'POST', string]
      const plays = visitor === 'owner' || visitor === 'other'
      const answer = await door.ask(method, path?.() ?? pattern, {
        as: anew && plays ? await door.joins(`${visitor} anew`) : cookies[visitor],
        ...(method === 'POST' && { form: (typeof form === 'function' ? await form() : form) ?? {} }),
      })
      expect(answer.status).toBe(expected)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
      const text = await answer.text()
      if (expected === 200 && shows) expect(text).toContain(shows)
      if (expected !== 200 && hides) expect(text).not.toContain(hides)
    },
  )
})

describe('from another website', () => {
  const foreign = { origin: 'http://evil.test' }
  test.each(routes.filter(route => route.method === 'POST').map(route => route.path))(
    'POST %s is refused',
    async path => {
      const answer = await door.ask('POST', path.replace(/:\w+/g, 'x'), {
        as: cookies.owner,
        form: {},
        headers: foreign,
      })
      expect(answer.status).toBe(403)
    },
  )
  test('its own origin is let through', async () => {
    const headers = { origin: 'http://tangkap.test' }
    const answer = await door.ask('POST', '/join', { form: { code: 'ABC', nickname: 'x' }, headers })
    expect(answer.status).toBe(422)
  })
})

test('what does not exist is a page with words', async () => {
  const answer = await door.ask('GET', '/nothing/here')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('We could not find that page')
})

test.each(['../package.json', '..%2fpackage.json', 'app.css%00', 'constructor'])(
  '/static/%s is not served',
  async name => {
    expect((await door.ask('GET', `/static/${name}`)).status).toBe(404)
  },
)

test.each(['http://x/healthz', 'http://nas/healthz', 'http://192.0.2.1:3000/healthz'])(
  '%s is found',
  async url => {
    expect((await door.handle(new Request(url))).status).toBe(200)
  },
)
