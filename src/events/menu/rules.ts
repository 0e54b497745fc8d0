import { fewestClaimed } from '../../training/menu/menu-rule.ts'
import { t } from '../../web/languages/words.ts'

/** A food as the menu sees it. */
export interface MenuFood {
  readonly id: string
  readonly name: string
  /** The model does not claim it yet. */
  readonly learning: boolean
}

/** What the organiser ticked, or what is wrong with it. `menu` null: everything is served. */
export type CheckedMenu = { menu: string[] | null } | { problem: string }

/** The ticked foods in the pack's order. All of them is no menu: a food that is added later is served too then. */
export function checkMenu(foods: readonly MenuFood[], ticked: readonly string[]): CheckedMenu {
  const chosen = foods.filter(({ id }) => ticked.includes(id))
  if (ticked.some(id => !chosen.some(food => food.id === id)))
    return { problem: t`One of these foods is no longer in the list. Look through it and save again.` }
  if (chosen.length === foods.length) return { menu: null }
  const problem = tooSmall(chosen)
  return problem === null ? { menu: chosen.map(({ id }) => id) } : { problem }
}

/** The camera can only choose where it knows two of the foods. */
function tooSmall(chosen: readonly MenuFood[]): string | null {
  const known = chosen.filter(({ learning }) => !learning)
  if (known.length >= fewestClaimed) return null
  if (chosen.length === 0)
    return t`Nothing is ticked. Tick what is served today, or press “Everything is served”.`
  const [only] = known
  if (only)
    return t`Of these the camera knows only ${only.name}. Tick at least one more that is not marked “still learning”.`
  return t`The camera is still learning all of these. Tick at least two that are not marked “still learning”.`
}

/** What the camera does with a menu that is saved. */
export const menuStates = ['everything', 'serving', 'too small', 'not taken'] as const
export type MenuState = (typeof menuStates)[number]

/**
 * `saved`: the foods of the saved menu, null for everything. `serving`: those the workers choose between now, null for
 * all they know. Another model, or a food that is gone, can leave a saved menu with too little to choose between.
 */
export function menuState(saved: readonly MenuFood[] | null, serving: readonly string[] | null): MenuState {
  const known = saved?.filter(({ learning }) => !learning).map(({ id }) => id) ?? null
  const tooFew = known !== null && known.length < fewestClaimed
  const wanted = tooFew ? null : known
  const isTaken =
    wanted === null || serving === null
      ? wanted === serving
      : wanted.length === serving.length && wanted.every(id => serving.includes(id))
  if (!isTaken) return 'not taken'
  if (tooFew) return 'too small'
  return known === null ? 'everything' : 'serving'
}
