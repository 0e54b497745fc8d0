import type { MenuState } from '../src/events/menu/rules.ts'
import type { Category } from '../src/packs/schema.ts'
import type { Sticker } from './models.ts'

export interface MenuTile extends Sticker {
  ticked: boolean
  /** In other languages, to be found by. */
  otherNames: string
}

export interface MenuModel {
  groups: { category: Category; foods: MenuTile[] }[]
  ticked: number
  /** Foods the camera knows, on the menu or not. */
  known: number
  /** Foods of the saved menu; null where everything is served. */
  served: { known: number; learning: number } | null
  /** What the camera makes of it. */
  state: MenuState
  /** It was saved just now. */
  saved: boolean
  problem: string | null
}
