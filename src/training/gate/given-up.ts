import type { ModelCard } from '../../classifier/model-card.ts'
import { enoughToLearn, type TrainingPhotos } from '../claim-foods.ts'
import { fitSettings } from '../settings.ts'

/**
 * Foods that a model claims which serves or has served, and the candidate cannot, as too few photos of them are left:
 * deleted, erased with their player, or called otherwise since. How many are left, by food. `left`: every labelled photo
 * there is, whatever becomes of it, so that no label in doubt makes a food given up.
 */
export function givenUp(
  models: readonly Pick<ModelCard, 'claimed'>[],
  candidate: Pick<ModelCard, 'claimed' | 'settings'>,
  left: ReadonlyMap<string, TrainingPhotos>,
): Map<string, number> {
  const settings = fitSettings(candidate.settings)
  const none = { all: 0, localGroups: 0 }
  return new Map(
    [...new Set(models.flatMap(({ claimed }) => claimed))]
      .filter(food => !candidate.claimed.includes(food))
      .map(food => ({ food, photos: left.get(food) ?? none }))
      .filter(({ photos }) => !enoughToLearn(photos, settings))
      .map(({ food, photos }) => [food, photos.all]),
  )
}
