import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { judgeCandidate } from '../../src/training/gate/index.ts'
import { inEnglish } from '../../src/web/languages/phrase.ts'
import { gateFoods, gateInput, gatePhotos, usual } from '../tiny-gate.ts'
import { type Door, openDoor } from './door.ts'
import { keepReport } from './keep-report.ts'

let door: Door
let cookie: string
beforeEach(async () => {
  door = await openDoor()
  cookie = await door.organises()
})
afterEach(() => door.close())

/** A refused candidate: all durian is called gulai, and the first durian was photographed here. */
const refused = (photoId: string | null) => {
  const photos = gatePhotos({ ...Object.fromEntries(gateFoods.map(food => [food, 30])) })
  const durian = photos.findIndex(({ label }) => label === 'durian')
  return judgeCandidate(
    gateInput(
      { photos, candidate: (photo, i) => (photo.label === 'durian' ? 'gulai' : usual(photo, i)) },
      { photoIds: photos.map((_, i) => (i === durian ? photoId : null)) },
    ),
  )
}

const keep = (version: string, report: object | null) => keepReport(door, version, report)

async function photograph(): Promise<string> {
  const id = await door.sends(await door.joins('Aina'), 3)
  const { photo_id } = await door.context.db
    .selectFrom('catch')
    .select('photo_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return photo_id
}

const page = async (path: string) => {
  const answer = await door.ask('GET', path, { as: cookie })
  return { status: answer.status, text: await answer.text() }
}

describe('the report on a version', () => {
  test('says why it was refused, with the numbers, and is there for programs', async () => {
    const report = refused(null)
    await keep('tiny-2', report)
    const { status, text } = await page('/organiser/models/tiny-2')
    expect(status).toBe(200)
    expect(text).toContain('The new model was refused')
    expect(text).toContain('It became clearly worse at durian.')
    expect(text).toContain('Confusion matrix of the new model')
    // The pack's own photos have no picture.
    expect(text).toMatch(/class="no-picture" data-category="fruit"[^>]*><svg class="silhouette"/)
    const ruleNames = [...text.matchAll(/rule-mark.*?<strong>(.*?)</g)].map(([, name]) => name)
    expect(ruleNames).toHaveLength(report.rules.length)
    expect(new Set(ruleNames).size).toBe(ruleNames.length)
    expect(text).toMatch(/\(\d\d% sure\)/)
    expect(text).not.toContain('100% sure')
    expect(text).not.toContain('NaN')
    expect(text).not.toMatch(/ style="/)
    const json = await door.ask('GET', '/organiser/models/tiny-2/report.json', { as: cookie })
    expect(await json.json()).toEqual({
      ...report,
      summary: report.summary.map(inEnglish),
      rules: report.rules.map(rule => ({ ...rule, sentence: inEnglish(rule.sentence) })),
    })
  })

  test.each([
    ['a food that is named', 'food', 'durian', 'durian', true],
    ['a food that is refused', 'food', 'durian', null, false],
    ['another food', 'food', 'durian', 'gulai', false],
    ['a food neither model knows, refused', 'food', 'laksa', null, true],
    ['a food neither model knows, taken for one', 'food', 'laksa', 'durian', false],
    ['no food, refused', 'outlier', 'object', null, true],
    ['no food, taken for one', 'outlier', 'object', 'durian', false],
  ] as const)('marks as right or wrong: %s', async (_, kind, truth, candidate, right) => {
    const prediction = { photoId: null, kind, truth, champion: null, candidate, probability: 0.9 }
    await keep('tiny-2', { ...refused(null), predictions: [prediction] })
    const { text } = await page('/organiser/models/tiny-2')
    expect([...text.matchAll(/class="prediction-(\w+)"/g)].map(([, mark]) => mark)).toEqual([
      right ? 'right' : 'wrong',
    ])
  })

  test('shows the photos of a cell, and does without those that were erased', async () => {
    const photoId = await photograph()
    await keep('tiny-2', refused(photoId))
    await keep('tiny-3', refused(Bun.randomUUIDv7()))
    const cell = (version: string, answer: string) =>
      page(`/organiser/models/${version}?truth=durian&answer=${answer}`)
    expect((await cell('tiny-2', 'gulai')).text).toContain(`/photos/${photoId}/thumbnail`)
    expect((await cell('tiny-2', 'gulai')).text).toContain('30 photos, 1 with a picture')
    expect((await cell('tiny-2', '')).text).toContain('0 photos')
    expect((await cell('tiny-3', 'gulai')).text).toContain('30 photos, none with a picture')
  })

  test('says so where there was nothing to compare', async () => {
    await keep('tiny-1', null)
    expect((await page('/organiser/models/tiny-1')).text).toContain('nothing to compare it with')
    expect((await page('/organiser/models/tiny-1/report.json')).status).toBe(404)
  })

  test.each([
    ['a version that is not there', '/organiser/models/tiny-9', 404],
    ['the same as JSON', '/organiser/models/tiny-9/report.json', 404],
    ['a report of another program', '/organiser/models/tiny-4', 500],
  ])('answers %s', async (_, path, status) => {
    await keep('tiny-4', { format: 99 })
    expect((await page(path)).status).toBe(status)
  })
})
