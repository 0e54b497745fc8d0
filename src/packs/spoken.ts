import { language } from '../web/languages/language.ts'
import { translated } from '../web/languages/words.ts'
import type { Pack } from './load.ts'
import type { Food } from './schema.ts'

/** What a food is called in the language of whoever is being answered. */
export const foodName = (food: Pick<Food, 'names'>): string => food.names[language()]

/** The same for an id, which stands for itself where the pack has no such food any more. */
export function nameOfFood(pack: Pick<Pack, 'food'>, id: string): string {
  const food = pack.food(id)
  return food ? foodName(food) : id
}

/** A text of the pack in the language of whoever is being answered; in English where the pack lacks it. */
export const packText = (pack: Pick<Pack, 'words'>, text: string): string => translated(text, pack.words)
