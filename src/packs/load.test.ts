import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { packsDir } from '../paths.ts'
import { loadPack } from './load.ts'

const shipped = join(packsDir, 'malaysia')

describe('the Malaysian pack', () => {
  const pack = loadPack(shipped)

  test('has its 42 foods and eight badges', () => {
    expect(pack.foods).toHaveLength(42)
    expect(pack.badges.map(badge => badge.id)).toEqual([
      'first_find',
      'halfway',
      'all_staples',
      'all_snacks',
      'all_desserts',
      'all_fruit',
      'all_drinks',
      'all',
    ])
  })

  test.each(pack.foods.map(food => [food.id, food] as const))(
    '%s promises nothing about safety',
    (_id, food) => {
      const words = JSON.stringify(food)
      expect(words).not.toMatch(/\bfree of\b|-free\b|\bis halal\b|\bsafe for\b/i)
      expect(food.halal.note).toContain('ask the stall')
      expect(food.vegetarian.note).toContain('ask the stall')
    },
  )

  test.each(pack.foods.map(food => [food.id, food] as const))(
    '%s has two sentences of description',
    (_id, food) => {
      expect(food.description.match(/[.!?](\s|$)/g)).toHaveLength(2)
    },
  )

  test.each(pack.foods.map(food => [food.id, food] as const))(
    '%s has energy that fits what is in it',
    (_id, food) => {
      const middle = ([least, most]: [number, number]) => (least + most) / 2
      const { energyKcal, carbohydrateG, proteinG, fatG } = food.nutrition
      // Atwater factors: 4, 4 and 9 kcal a gram.
      const sum = 4 * middle(carbohydrateG) + 4 * middle(proteinG) + 9 * middle(fatG)
      expect(Math.abs(sum - middle(energyKcal))).toBeLessThanOrEqual(0.2 * middle(energyKcal) + 5)
    },
  )
})

describe('a pack that is not as it should be', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tangkap-pack-'))
    for (const part of ['pack.json', 'foods'])
      cpSync(join(shipped, part), join(dir, part), { recursive: true })
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  type Json = Record<string, unknown>
  const change = (file: string, edit: (json: Json) => void) => {
    const path = join(dir, file)
    const json = JSON.parse(readFileSync(path, 'utf8')) as Json
    edit(json)
    writeFileSync(path, JSON.stringify(json))
  }

  const cases: [what: string, spoil: () => void, words: RegExp][] = [
    [
      'a fact without a source',
      () => change('foods/satay.json', f => void delete (f.facts as Json[])[0]?.source),
      /satay\.json, facts\.0\.source/,
    ],
    [
      'a serving without a source',
      () => change('foods/satay.json', f => void delete (f.serving as Json).source),
      /satay\.json, serving\.source/,
    ],
    [
      'an allergen without a source',
      () => change('foods/satay.json', f => Object.assign(f, { allergens: [{ name: 'peanut' }] })),
      /allergens\.0\.source/,
    ],
    [
      'an unknown source',
      () => change('foods/satay.json', f => Object.assign(f.halal as Json, { source: 'nobody' })),
      /halal\.source: pack\.json lists no source "nobody"/,
    ],
    [
      'two facts only',
      () => change('foods/satay.json', f => void (f.facts as Json[]).splice(2)),
      /satay\.json, facts:/,
    ],
    [
      'a range turned round',
      () => change('foods/satay.json', f => Object.assign(f.nutrition as Json, { fatG: [9, 1] })),
      /nutrition\.fatG: the first number/,
    ],
    [
      'a trivia answer that is not there',
      () => change('foods/satay.json', f => Object.assign(f.trivia as Json, { correct: 9 })),
      /trivia: correct must be/,
    ],
    [
      'a field nobody knows',
      () => change('foods/satay.json', f => Object.assign(f, { colour: 'red' })),
      /satay\.json, .*colour/,
    ],
    [
      'another id than its file',
      () => change('foods/satay.json', f => Object.assign(f, { id: 'sate' })),
      /satay\.json, id: it says "sate"/,
    ],
    [
      'a food listed twice',
      () => change('pack.json', p => void (p.foods as string[]).push('satay')),
      /foods: a food stands in it twice/,
    ],
    [
      'a food not listed',
      () => change('pack.json', p => void (p.foods as string[]).pop()),
      /foods\/.*\.json is not in the list/,
    ],
    ['a food without a file', () => rmSync(join(dir, 'foods/satay.json')), /satay\.json cannot be read/],
    ['broken JSON', () => writeFileSync(join(dir, 'pack.json'), '{'), /pack\.json cannot be read as JSON/],
    ['no pack at all', () => rmSync(join(dir, 'pack.json')), /There is no pack in .*Packs at hand/],
  ]
  test.each(cases)('%s is refused by file and field', (_what, spoil, words) => {
    spoil()
    expect(() => loadPack(dir)).toThrow(words)
  })
})
