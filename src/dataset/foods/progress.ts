import type { FoodProgress } from '../../../views/food-models.ts'
import type { ModelCard } from '../../classifier/model-card.ts'
import type { Context } from '../../context.ts'
import { isClaimed } from '../../game/index.ts'
import { type Food, isAdded } from '../../packs/schema.ts'
import { foodName } from '../../packs/spoken.ts'
import { withheldFoods } from '../../training/claim-foods.ts'
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

/** Whether a model was taught by enough photos of a food, and did not name it well enough to claim it. */
function fellShort({ scores, settings }: ModelCard, food: string): boolean {
  const tried = scores.some(
    ({ id, claimed, photos }) => id === food && !claimed && photos.crossValidated !== undefined,
  )
  return tried || withheldFoods({ withheld: String(settings.withheld ?? '') }).has(food)
}

const progressOf = (context: Context, food: Food, photos: ReadonlyMap<string, number>): FoodProgress => ({
  id: food.id,
  name: foodName(food),
  photos: photos.get(food.id) ?? 0,
  needed: photosToLearn,
  learning: !isClaimed(context, food.id),
  short: fellShort(context.classifier.card, food.id),
  added: isAdded(food),
})
