import type { BaseSet, Example } from './base-set.ts'
import { isCrossValidated, type TrainingPhotos, withheldFoods } from './claim-foods.ts'
import { wholeRows } from './dataset.ts'
import type { FitSettings } from './settings.ts'

/** Foods that are to be learned from this event's photos and judged by cross-validation, sorted. */
export function crossValidatedFoods(set: BaseSet, settings: FitSettings): string[] {
  const calibration = Map.groupBy(wholeRows(set, 'calibration'), row => set.examples[row]?.label)
  const withheld = withheldFoods(settings)
  return [...trainingPhotos(set)]
    .filter(([food, photos]) => isCrossValidated(photos, calibration.get(food)?.length ?? 0, settings))
    .flatMap(([food]) => (withheld.has(food) ? [] : [food]))
    .sort()
}

/** Photos of each food in `train`, crops not counted. */
export const trainingPhotos = (set: BaseSet): Map<string, TrainingPhotos> =>
  countFoods(wholeRows(set, 'train').flatMap(row => set.examples[row] ?? []))

/** How many photos of each food these are. */
export function countFoods(
  photos: readonly Pick<Example, 'kind' | 'label' | 'group' | 'local'>[],
): Map<string, TrainingPhotos> {
  const foods = Map.groupBy(
    photos.filter(({ kind }) => kind === 'food'),
    ({ label }) => label,
  )
  return new Map(
    [...foods].map(([food, all]) => [
      food,
      {
        all: all.length,
        localGroups: new Set(all.flatMap(({ local, group }) => (local ? [group] : []))).size,
      },
    ]),
  )
}
