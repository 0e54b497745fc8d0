import type { Pack } from '../../packs/load.ts'
import type { Food } from '../../packs/schema.ts'

/** The foods of today's menu in the pack's order; null where all are served. One that left the pack is not served. */
export const servedToday = (
  pack: Pick<Pack, 'foods'>,
  menu: readonly string[] | null,
): readonly Food[] | null => menu && pack.foods.filter(food => menu.includes(food.id))
