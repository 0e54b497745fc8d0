import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { AnswerPart } from './catching/answer.tsx'
import { HomePart } from './catching/home.tsx'
import { ErrorPage, ErrorPart } from './error.tsx'
import { CollectionPart } from './game/collection.tsx'
import { LeaderboardPart } from './game/leaderboard.tsx'
import type { AnswerModel, FoodModel, Frame, Sticker } from './models.ts'
import { gathered } from './parts/words.ts'
import { JoinPage } from './players/join.tsx'
import { ProfilePart } from './players/profile.tsx'

const hostile = '<img src=x onerror=alert(1)>'
const visitor: Frame = {
  path: '/join',
  back: '/join',
  packName: 'Malaysia',
  event: null,
  player: null,
  organiser: false,
  version: '0.1.0',
  stamp: 'abc',
}
const source = { title: 'Satay', publisher: 'An encyclopaedia', url: 'https://example.org/satay' }
const satay: FoodModel = {
  id: 'satay',
  name: 'Satay',
  names: [
    { language: 'en', label: 'English', name: 'Satay', unreviewed: false },
    { language: 'zh', label: 'Chinese', name: '沙爹', unreviewed: true },
  ],
  category: 'snack',
  description: 'Meat on a stick. Grilled over charcoal.',
  known: {
    facts: [{ text: 'It began on Java.', source }],
    trivia: { question: 'Where did it begin?', answers: ['Java', 'Mars'], correct: 0, source },
    serving: { amount: '100 to 200 g', source },
    nutrition: [{ label: 'Energy', value: '200 to 400 kcal' }],
    nutritionSource: source,
    nutritionNote: null,
    allergens: [{ name: 'peanut', source }],
    vegetarian: { mark: 'no', note: 'It is meat.', source },
    halal: { note: 'Please ask the stall.', source },
  },
  learning: false,
}
const sticker: Sticker = {
  id: 'laksa',
  name: 'Laksa',
  category: 'staple',
  caught: false,
  thumbnail: null,
  learning: true,
  today: false,
}
const answer = (more: Partial<AnswerModel>): AnswerModel => ({
  catchId: 'c1',
  state: 'caught',
  verdict: 'recognised',
  food: satay,
  probability: 0.97,
  decidedBy: 'model',
  candidates: [],
  offMenu: null,
  photo: '/photos/p1/photo',
  width: 1024,
  height: 768,
  again: false,
  isNew: true,
  badges: [],
  caught: 1,
  total: 42,
  missing: [sticker],
  claim: null,
  said: null,
  maySay: true,
  reviewed: null,
  options: [
    { id: 'satay', name: 'Satay', otherNames: '沙爹' },
    { id: 'kottu', name: 'Kottu', otherNames: '' },
  ],
  modelVersion: 'm1',
  problem: null,
  ...more,
})
const shown = (more: Partial<AnswerModel>) => renderToString(<AnswerPart model={answer(more)} />)

describe('an answer', () => {
  const candidates = [
    { id: 'satay', name: 'Satay', probability: 0.5, thumbnail: null },
    { id: 'kottu', name: 'Kottu', probability: 0.4, thumbnail: null },
  ]
  test.each<[string, Partial<AnswerModel>, string[], string[]]>([
    [
      'caught',
      {},
      [
        'Satay!',
        '97%',
        'Very sure',
        'New sticker',
        'It began on Java.',
        'Laksa',
        '/catches/c1/looked',
        '/catches/c1/claim',
      ],
      ['/catches/c1/choose', 'One of these?'],
    ],
    [
      'sent before',
      { again: true },
      ['You sent this photo before', 'In your album already'],
      ['New sticker'],
    ],
    [
      'of a food a reviewer found',
      { probability: 0, decidedBy: 'reviewer', maySay: false, reviewed: 'It is Satay.' },
      ['Satay!', 'Checked by the organiser'],
      ['Just a guess', '%', 'It is Satay.'],
    ],
    ['that is a guess', { probability: 0.52 }, ['Just a guess', 'sure-guess'], ['Fairly sure']],
    ['of a food the player picked', { decidedBy: 'player' }, ['You chose it'], ['Very sure', '97%']],
    ['caught before', { isNew: false }, ['Satay!', 'In your album already'], ['New sticker']],
    [
      'choosing',
      { state: 'choosing', verdict: 'unsure', food: null, candidates },
      [
        'One of these?',
        'action="/catches/c1/choose"',
        'name="food" value="kottu"',
        'None of these',
        '/catches/c1/claim',
      ],
      ['Very sure'],
    ],
    [
      'unrecognised',
      { state: 'unrecognised', verdict: 'unknown', food: null },
      ['Not a food I know', 'action="/catches/c1/claim#problem"', 'maxlength="80"', 'value="kottu"'],
      ['/looked', '/choose'],
    ],
    [
      'claimed',
      {
        state: 'claimed',
        verdict: 'unknown',
        food: null,
        claim: { food: 'kottu', note: hostile },
        maySay: false,
      },
      ['Thanks!', 'Kottu', '&lt;img src=x'],
      ['<form', '<img src=x'],
    ],
  ])('that is %s', (_, more, must, mustNot) => {
    const page = shown(more)
    for (const text of must) expect(page).toContain(text)
    for (const text of mustNot) expect(page).not.toContain(text)
  })
})

describe('what people typed is shown as text', () => {
  const own = { rank: 1, nickname: hostile, foods: 1, reached: null, self: true }
  const pages = { newer: null, older: null }
  const profile = {
    joined: 'today',
    caught: 0,
    total: 42,
    photos: 0,
    rank: null,
    badges: [],
    catches: [],
    pages,
  }
  const account = false
  const rename = { name: hostile, saved: false, problem: hostile }
  test.each([
    ['board', <LeaderboardPart joined model={{ rows: [own], own: null, total: 42, players: 1 }} />],
    ['profile', <ProfilePart model={{ ...profile, account, rename, nickname: hostile }} />],
    [
      'join',
      <JoinPage
        frame={visitor}
        model={{ code: hostile, nickname: hostile, erased: false, problem: { field: 'code', text: hostile } }}
      />,
    ],
    [
      'album',
      <CollectionPart
        model={{ nickname: hostile, caught: 0, total: 0, groups: [], badges: [], today: null }}
      />,
    ],
  ])('on the %s page', (_, page) => {
    const text = renderToString(page)
    expect(text).not.toContain('<img src=x')
    expect(text).toContain('&lt;img src=x')
  })
})

describe('pages keep to the content security policy', () => {
  const error = { status: 404, message: 'There is no page here.', requestId: 'r1', signIn: null }
  const home = {
    nickname: 'Aina',
    caught: 0,
    total: 42,
    latest: [],
    nextBadge: null,
    today: null,
    accept: 'image/jpeg',
  }
  test.each([
    ['error', <ErrorPage frame={visitor} model={error} />],
    ['join', <JoinPage frame={visitor} model={{ code: '', nickname: '', erased: true, problem: null }} />],
    ['home', <HomePart model={home} />],
    ['answer', <AnswerPart model={answer({})} />],
  ])('%s', (_, page) => {
    const text = renderToString(page)
    expect(text).not.toMatch(/ style=| on[a-z]+=|hx-on|<style|<script(?! src=)/)
  })
})

test.each([
  ['a player who is not known any more', 401, null, '/join', '/'],
  ['an organiser who is not signed in any more', 401, '/organiser/sign-in', '/organiser/sign-in', '/join'],
  ['anything else', 404, null, '/', '/join'],
])('%s is shown the way on', (_who, status, signIn, way, other) => {
  const model = { status, message: 'No.', requestId: '1', signIn }
  const main = renderToString(<ErrorPart model={model} />)
  expect(main).toContain(`href="${way}"`)
  if (signIn === null) expect(main).not.toContain(`href="${other}"`)
})

test('the camera page sends one photo with an id and works without a script', () => {
  const home = {
    nickname: 'Aina',
    caught: 3,
    total: 42,
    latest: [],
    nextBadge: null,
    today: null,
    accept: 'image/jpeg',
  }
  const text = renderToString(<HomePart model={home} />)
  expect(text.match(/<form/g)).toHaveLength(2)
  for (const form of text.split('<form').slice(1)) {
    expect(form).toContain('action="/catches"')
    expect(form).toContain('enctype="multipart/form-data"')
    expect(form).toContain('name="id"')
    expect(form).toContain('type="submit"')
    expect(form.match(/name="photo"/g)).toHaveLength(1)
  }
  expect(text.match(/capture="environment"/g)).toHaveLength(1)
  expect(text).toContain('3</strong> of 42 caught')
})

test.each([
  [0, '0 of 10 photos'],
  [9, '9 of 10 photos'],
  [10, '10 photos, enough'],
  [24, '24 photos, enough'],
])('a food with %i of the 10 photos it needs has %s', (photos, expected) => {
  expect(gathered({ photos, needed: 10 })).toBe(expected)
})
