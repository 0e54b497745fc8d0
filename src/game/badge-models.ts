import type { BadgeModel } from '../../views/models.ts'
import type { Context } from '../context.ts'
import { nameOfFood, packText } from '../packs/spoken.ts'
import { isClaimed } from './learning.ts'
import { badgeProgress } from './rules.ts'

/** Every badge of the pack, in its order, as somebody who caught `caught` and earned `earned` sees it. */
export function badgeModels(
  context: Pick<Context, 'pack' | 'classifier'>,
  caught: ReadonlySet<string>,
  earned: { has(badge: string): boolean },
): BadgeModel[] {
  const { pack } = context
  return pack.badges.map(badge => {
    const progress = badgeProgress(badge, pack.foods, caught, food => isClaimed(context, food))
    return {
      id: badge.id,
      name: packText(pack, badge.name),
      description: packText(pack, badge.description),
      // Once earned, always earned: also when the pack has grown since.
      earned: earned.has(badge.id),
      have: progress.have,
      need: progress.need,
      learning: progress.learning.map(id => nameOfFood(pack, id)),
    }
  })
}
