import type { FoodProgress } from '../../../views/food-models.ts'
import type { Context } from '../../context.ts'
import { isClaimed } from '../../game/index.ts'
import { type Food, isAdded } from '../../packs/schema.ts'
import { photosByFood } from '../progress.ts'
import { photosToLearn } from './rules.ts'

/** How far every food of the running pack is, in its order. */
export async function allProgress(context: Context, eventId: string): Promise<FoodProgress[]> {
  const photos = await photosByFood(context.db, eventId)
  return context.pack.foods.map(food => progressOf(context, food, photos))
}

export async function foodProgress(context: Context, eventId: string, food: Food): Promise<FoodProgress> {
  return progressOf(context, food, await photosByFood(context.db, eventId))
}

const progressOf = (context: Context, food: Food, photos: ReadonlyMap<string, number>): FoodProgress => ({
  id: food.id,
  name: food.names.en,
  photos: photos.get(food.id) ?? 0,
  needed: photosToLearn,
  learning: !isClaimed(context, food.id),
  added: isAdded(food),
})
