import { type Badge, type Food, isAdded } from '../packs/schema.ts'

interface BadgeProgress {
  have: number
  need: number
  /** Ids of the uncaught foods it cannot be reached without while the model is still learning them. */
  learning: string[]
}

/**
 * How far somebody who caught `caught` is with a badge. A number of foods counts every food; a share or a kind means
 * the pack's own, for a food that is added at noon must not move the goal of whoever is nearly there.
 */
export function badgeProgress(
  badge: Badge,
  foods: readonly Food[],
  caught: ReadonlySet<string>,
  isClaimed: (food: string) => boolean,
): BadgeProgress {
  const { goal } = badge
  const scope = 'foods' in goal ? foods : foods.filter(food => !isAdded(food) && isOfKind(goal, food))
  const need = needed(goal, scope.length)
  const have = scope.filter(food => caught.has(food.id)).length
  const missing = scope.filter(food => !caught.has(food.id))
  const learning = missing.filter(food => !isClaimed(food.id)).map(food => food.id)
  const withinReach = have + missing.length - learning.length
  return { have: Math.min(have, need), need, learning: withinReach < need ? learning : [] }
}

const isOfKind = (goal: Badge['goal'], food: Food): boolean =>
  !('category' in goal) || food.category === goal.category

function needed(goal: Badge['goal'], inScope: number): number {
  if ('foods' in goal) return goal.foods
  if ('share' in goal) return Math.ceil(goal.share * inScope)
  return inScope
}

/** Ids of the badges that these foods are enough for. */
export function badgesReached(
  pack: { badges: readonly Badge[]; foods: readonly Food[] },
  caught: ReadonlySet<string>,
): string[] {
  return pack.badges
    .filter(badge => {
      const { have, need } = badgeProgress(badge, pack.foods, caught, () => true)
      // A kind without foods would be complete before anything is caught.
      return need > 0 && have >= need
    })
    .map(badge => badge.id)
}

/** The badge somebody is closest to; one that can be reached today goes before one that cannot. */
export function nextBadge<B extends BadgeProgress & { earned: boolean }>(badges: readonly B[]): B | null {
  const open = badges.filter(badge => !badge.earned && badge.need > 0)
  const distance = (badge: B) => badge.need - badge.have
  const blocked = (badge: B) => Number(badge.learning.length > 0)
  return open.toSorted((a, b) => blocked(a) - blocked(b) || distance(a) - distance(b))[0] ?? null
}

export interface Standing {
  playerId: string
  nickname: string
  /** Different foods caught. */
  foods: number
  /** When the newest of them was first caught; null without any. Milliseconds since 1970. */
  reached: number | null
}

export type Ranked = Standing & { rank: number; reached: number }

/**
 * Most foods first; of two with as many, whoever had them earlier. Nobody shares a place: after that the nickname
 * decides. Who has caught nothing has no place yet.
 */
export function rankPlayers(standings: readonly Standing[]): Ranked[] {
  return standings
    .flatMap(standing => (standing.reached === null ? [] : [{ ...standing, reached: standing.reached }]))
    .toSorted(
      (a, b) =>
        b.foods - a.foods ||
        a.reached - b.reached ||
        a.nickname.localeCompare(b.nickname, 'en') ||
        (a.playerId < b.playerId ? -1 : 1),
    )
    .map((standing, index) => ({ ...standing, rank: index + 1 }))
}
