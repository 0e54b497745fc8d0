import { describe, expect, test } from 'vitest'
import { addedFood, checkFood, idFrom, type TypedFood } from './rules.ts'

test.each([
  ['Khao soi', 'khao_soi'],
  ['  Crème brûlée (small)! ', 'creme_brulee_small'],
  ['Nasi-goreng', 'nasi_goreng'],
  ['7 Up', null],
  ['沙爹', null],
  ['X', null],
  ['../../etc/passwd', 'etc_passwd'],
  [`A${'b'.repeat(80)}`, `a${'b'.repeat(39)}`],
])('%s gets the id %s', (name, id) => {
  expect(idFrom(name)).toBe(id)
})

describe('checkFood', () => {
  const typed = (
    change: Partial<Omit<TypedFood, 'names'>> & { names?: Partial<TypedFood['names']> } = {},
  ) => ({
    category: 'staple',
    description: 'Noodles. In soup.',
    ...change,
    names: { en: 'Khao soi', ms: '', zh: '', ta: '', ...change.names },
  })

  test('keeps what was given, tidied, and falls back to English for the rest', () => {
    const checked = checkFood(typed({ names: { en: ' Khao \n soi ', zh: '泰北咖喱面' } }))
    expect(checked).toEqual({
      names: { en: 'Khao soi', zh: '泰北咖喱面' },
      category: 'staple',
      description: 'Noodles. In soup.',
    })
    if ('problem' in checked) throw new Error(checked.problem)
    expect(addedFood('khao_soi', checked).names).toEqual({
      en: 'Khao soi',
      ms: 'Khao soi',
      zh: '泰北咖喱面',
      ta: 'Khao soi',
    })
  })

  test.each([
    ['no English name', typed({ names: { en: ' \n ', zh: '泰北咖喱面' } }), /English name/],
    ['a name without end', typed({ names: { ta: 'x'.repeat(61) } }), /60/],
    ['a kind nobody knows', typed({ category: 'toy' }), /kind/],
    ['no words', typed({ description: ' ' }), /sentence/],
    ['too many words', typed({ description: 'x'.repeat(401) }), /400/],
  ])('refuses %s', (_, food, problem) => {
    expect(checkFood(food)).toEqual({ problem: expect.stringMatching(problem) })
  })
})
