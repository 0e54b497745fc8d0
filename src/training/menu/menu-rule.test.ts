import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { neighboursAmong } from '../../classifier/bank.ts'
import { type Head, openHead } from '../../classifier/head.ts'
import { loadModelFiles, type ModelFiles } from '../../classifier/model-files.ts'
import type { MenuRule } from '../../classifier/verdict.ts'
import { readBaseSet } from '../base-set.ts'
import { judgeSeen, type Seen, seenInBaseSet } from '../judge-photos.ts'
import { placesOf } from '../places.ts'
import { fitInThread, lookInThread } from './in-thread.ts'
import { type MenuPhoto, menuPhotos } from './menu-photos.ts'
import { claimedOf, menuRule } from './menu-rule.ts'

const places = placesOf('malaysia')
const menu = ['satay', 'laksa', 'nasi_lemak', 'roti_canai', 'cendol', 'putu_ayu', 'rambutan', 'teh_tarik']

let files: ModelFiles
let head: Head
let seen: Seen[]
let photos: readonly MenuPhoto[]
beforeAll(async () => {
  files = await loadModelFiles(places.model)
  head = await openHead(files)
  seen = seenInBaseSet(
    await readBaseSet(places.baseSet, ({ split }) => split === 'calibration'),
    'calibration',
  )
  photos = menuPhotos(files, seen)
})

test('what is kept of a photo gives the numbers of serving, whatever foods are claimed', async () => {
  const isClaimed = files.card.foods.map(food => files.card.claimed.includes(food))
  for (const i of [0, 100, 400, 700]) {
    const served = await head.scores(seen[i]?.embedding ?? expect.fail())
    const kept = photos[i] ?? expect.fail()
    expect(neighboursAmong(kept.nearest ?? expect.fail(), isClaimed)).toBeCloseTo(served.neighbours, 9)
    for (const [k, logit] of served.food.entries()) expect(kept.logits.food[k]).toBeCloseTo(logit, 3)
  }
})

describe('the numbers of a menu', () => {
  test('of all foods are the card’s own', () => {
    const { claimed, temperature, rejection, conformal } = files.card
    expect(menuRule(files.card, photos, files.card.foods)).toEqual({
      ...{ claimed, temperature, rejection, conformal },
    })
  })

  test('name foods with the card’s shift', async () => {
    const rule = menuRule(files.card, photos, menu) ?? expect.fail()
    const card = { ...files.card, namingShift: { satay: 0.75 } }
    expect((await openHead({ ...files, card, menu: rule })).rule.namingShift).toEqual(card.namingShift)
    // Said surer of satay than it is, the menu's temperature would be fitted to other logits.
    expect(menuRule(card, photos, menu)?.temperature).not.toBe(rule.temperature)
  })

  test('are of its claimed foods alone, and fitted anew', () => {
    const rule = menuRule(files.card, photos, menu) ?? expect.fail()
    expect(rule.claimed).toEqual(claimedOf(files.card, menu))
    expect(rule.claimed).not.toContain('teh_tarik')
    expect(rule.rejection.features).toEqual(files.card.rejection.features)
    for (const [mine, before] of [
      [rule.temperature, files.card.temperature],
      [rule.rejection.threshold, files.card.rejection.threshold],
      [rule.conformal.threshold, files.card.conformal.threshold],
    ])
      expect(mine).not.toBe(before)
  })

  test('are the same whatever the order of the menu, and the second time', () => {
    expect(menuRule(files.card, photos, menu.toReversed())).toEqual(menuRule(files.card, photos, menu))
  })

  test.each([
    ['one claimed food', ['satay', 'teh_tarik']],
    ['none', ['teh_tarik']],
    ['nothing', []],
    ['foods it has never heard of', ['pizza', 'sushi']],
  ])('are none for %s', (_, foods) => {
    expect(menuRule(files.card, photos, foods)).toBeNull()
  })

  test('stay the card’s where too few photos could better them', () => {
    const { temperature, rejection, conformal } = files.card
    const none = menuRule(files.card, [], ['satay', 'laksa']) ?? expect.fail()
    expect(none).toEqual({ claimed: ['laksa', 'satay'], temperature, rejection, conformal })
    // Three photos of these two are in `calibration`.
    const few = menuRule(files.card, photos, ['durian', 'kuih_lapis']) ?? expect.fail()
    expect(few.rejection).toEqual(rejection)
    expect(few.conformal).toEqual(conformal)
    expect(Math.abs(Math.log(few.temperature / temperature))).toBeLessThan(0.2)
  })

  test('keep the card’s way of rejecting where too few kinds of outliers could better it', () => {
    const outliers = new Set(photos.flatMap(({ kind, group }) => (kind === 'outlier' ? [group] : [])))
    const some = (count: number) => {
      const kept = [...outliers].slice(0, count)
      return photos.filter(({ kind, group }) => kind === 'food' || kept.includes(group))
    }
    expect(menuRule(files.card, some(4), menu)?.rejection).toEqual(files.card.rejection)
    expect(menuRule(files.card, some(5), menu)?.rejection).not.toEqual(files.card.rejection)
  })

  test('take outliers to be as rare as they are for the whole list', () => {
    const served = photos.filter(({ kind, label }) => kind === 'outlier' || menu.includes(label))
    expect(menuRule(files.card, served, menu)?.rejection).not.toEqual(
      menuRule(files.card, photos, menu)?.rejection,
    )
  })

  test('are the same from a thread of its own, which says what went wrong', async () => {
    const looked = await lookInThread({ files, baseSetDir: places.baseSet, local: [] })
    const { card } = files
    expect(await fitInThread({ card, photos: looked, menu })).toEqual(menuRule(card, photos, menu))
    await expect(lookInThread({ files, baseSetDir: '/nowhere', local: [] })).rejects.toThrow('base set')
  })

  test('change with the photos that came in here', async () => {
    const local = seen
      .filter(({ label }) => label === 'laksa')
      .map(photo => ({ ...photo, group: `local/${photo.group}` }))
    const more = menuPhotos(files, [...seen, ...local])
    expect(more).toHaveLength(photos.length + local.length)
    expect(menuRule(files.card, more, menu)?.temperature).not.toBe(
      menuRule(files.card, photos, menu)?.temperature,
    )
  })
})

describe('a head with a menu', () => {
  let rule: MenuRule
  let masked: Head
  beforeAll(async () => {
    rule = menuRule(files.card, photos, menu) ?? expect.fail()
    masked = await openHead({ ...files, menu: rule })
  })
  afterAll(() => masked.close())

  test('names no food outside it, and says which food only the menu keeps back', async () => {
    const others = seen.filter(
      ({ label, kind }) =>
        kind === 'food' && files.card.claimed.includes(label) && !rule.claimed.includes(label),
    )
    const results = await Promise.all(others.map(photo => masked.judge(photo.embedding)))
    for (const result of results) {
      expect(rule.claimed).toEqual(expect.arrayContaining([...result.offer]))
      expect(rule.claimed).toEqual(expect.arrayContaining(result.candidates.map(({ food }) => food)))
      if (result.offMenu !== undefined) {
        expect(result.verdict).toBe('unknown')
        expect(rule.claimed).not.toContain(result.offMenu)
      }
    }
    const told = results.filter((result, i) => result.offMenu === others[i]?.label)
    console.log(
      `${told.length} of ${others.length} photos of other foods are told that they are not on the menu`,
    )
    expect(told.length / others.length).toBeGreaterThan(0.85)
  })

  test('offers the right food in 95 of 100 photos that it accepts', async () => {
    const served = seen.filter(({ label }) => rule.claimed.includes(label))
    const accepted = (await judgeSeen(served, masked)).filter(({ result }) => result.verdict !== 'unknown')
    const offered = accepted.filter(({ label, result }) =>
      result.candidates.some(
        ({ food, probability }) => food === label && probability >= rule.conformal.threshold,
      ),
    )
    // Fitted on these very photos: all but one in twenty, and maybe the one whose probability the threshold is.
    const all = accepted.length - Math.floor(0.05 * (accepted.length + 1)) + 1
    expect([all - 1, all]).toContain(offered.length)
  })

  test('judges what is on it at least as well as without', async () => {
    const wanted = seen.filter(({ label }) => rule.claimed.includes(label))
    const right = async (by: Head) =>
      (await judgeSeen(wanted, by)).filter(({ label, result }) => result.food === label).length
    const [without, withMenu] = [await right(head), await right(masked)]
    console.log(`${withMenu} right with the menu, ${without} without, of ${wanted.length}`)
    expect(withMenu).toBeGreaterThanOrEqual(without)
  })

  test('without one, nothing is kept back', async () => {
    expect(head.rule).toBe(files.card)
    expect((await head.judge(seen[0]?.embedding ?? expect.fail())).offMenu).toBeUndefined()
  })
})
