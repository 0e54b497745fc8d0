import type { Pack } from './load.ts'
import { type AddedFood, isAdded } from './schema.ts'

/**
 * The pack with these added foods behind its own, in place of those it had. A food that the pack has learned to bring
 * by itself takes the place of one that was added under the same id.
 */
export function withAddedFoods(pack: Pack, added: readonly AddedFood[]): Pack {
  const own = pack.foods.filter(food => !isAdded(food))
  const ids = new Set(own.map(food => food.id))
  const foods = [...own, ...added.filter(food => !ids.has(food.id))]
  const byId = new Map(foods.map(food => [food.id, food]))
  return { ...pack, foods, food: id => byId.get(id) }
}
