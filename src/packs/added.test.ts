import { expect, test } from 'vitest'
import { tinyPack } from '../../test/tiny-pack.ts'
import { withAddedFoods } from './added.ts'
import type { AddedFood } from './schema.ts'

const added = (id: string): AddedFood => ({
  id,
  names: { en: id, ms: id, zh: id, ta: id },
  unreviewed: [],
  category: 'snack',
  description: 'Added at noon.',
  added: true,
})
const own = tinyPack().foods.map(food => food.id)

test.each([
  ['none', [], own],
  ['behind its own, in their order', ['murtabak', 'khao_soi'], [...own, 'murtabak', 'khao_soi']],
  ['not instead of its own', ['satay', 'khao_soi'], [...own, 'khao_soi']],
])('%s', (_, ids, foods) => {
  const pack = withAddedFoods(tinyPack(), ids.map(added))
  expect(pack.foods.map(food => food.id)).toEqual(foods)
  for (const id of foods) expect(pack.food(id)?.id).toBe(id)
  expect(pack.food('ghost')).toBeUndefined()
})

test('another list takes the place of the first', () => {
  const first = withAddedFoods(tinyPack(), [added('khao_soi'), added('murtabak')])
  const second = withAddedFoods(first, [added('murtabak')])
  expect(second.foods.map(food => food.id)).toEqual([...own, 'murtabak'])
  expect(second.food('khao_soi')).toBeUndefined()
})
