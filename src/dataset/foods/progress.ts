import type { FoodProgress } from '../../../views/food-models.ts'
import type { ModelCard } from '../../classifier/model-card.ts'
import type { Context } from '../../context.ts'
import { isClaimed } from '../../game/index.ts'
import { type Food, isAdded } from '../../packs/schema.ts'
import { foodName } from '../../packs/spoken.ts'
import { photosNeeded, photosWanted, withheldFoods } from '../../training/claim-foods.ts'
import type { Split } from '../../training/photo-index.ts'
import { fitSettings } from '../../training/settings.ts'
import { type Shipped, shippedForPages } from '../base-counts.ts'

/** How far every food of the running pack is, in its order. `here`: different photos of this event that teach, by food. */
export async function allProgress(
  context: Context,
  here: ReadonlyMap<string, number>,
): Promise<FoodProgress[]> {
  const counts = await countPhotos(context, here)
  return context.pack.foods.map(food => progressOf(context, food, counts))
}

export async function foodProgress(
  context: Context,
  here: ReadonlyMap<string, number>,
  food: Food,
): Promise<FoodProgress> {
  return progressOf(context, food, await countPhotos(context, here))
}

interface Counts {
  here: ReadonlyMap<string, number>
  /** By food or kind of outlier. */
  shipped: ReadonlyMap<string, Shipped>
}

const countPhotos = async (context: Context, here: Counts['here']): Promise<Counts> => ({
  here,
  shipped: Map.groupBy((await shippedForPages(context)) ?? [], ({ label }) => label),
})

const settings = fitSettings()
/** No food needs more of this event's photos. */
export const mostNeeded = settings.newFoodPhotos

function neededOf(shipped: Shipped, learning: boolean): number {
  const of = (split: Split) => shipped.filter(photo => photo.split === split).length
  const pack = { train: of('train'), calibration: of('calibration') }
  return learning ? photosNeeded(pack, settings) : photosWanted(pack)
}

/** Whether a model was taught by enough photos of a food, and did not name it well enough to claim it. */
function fellShort({ scores, settings }: ModelCard, food: string): boolean {
  const tried = scores.some(
    ({ id, claimed, photos }) => id === food && !claimed && photos.crossValidated !== undefined,
  )
  return tried || withheldFoods({ withheld: String(settings.withheld ?? '') }).has(food)
}

function progressOf(context: Context, food: Food, { here, shipped }: Counts): FoodProgress {
  const learning = !isClaimed(context, food.id)
  return {
    id: food.id,
    name: foodName(food),
    photos: here.get(food.id) ?? 0,
    needed: neededOf(shipped.get(food.id) ?? [], learning),
    learning,
    short: fellShort(context.classifier.card, food.id),
    added: isAdded(food),
  }
}
