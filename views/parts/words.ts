import type { Category } from '../../src/packs/schema.ts'
import { language, languageTags } from '../../src/web/languages/language.ts'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import type { FoodModel } from '../models.ts'

/** How sure the model is, in words a child can use. */
export function howSure(probability: number): string {
  if (probability >= 0.95) return t`Very sure`
  if (probability >= 0.8) return t`Quite sure`
  return isGuess(probability) ? t`Just a guess` : t`Fairly sure`
}

/** Not sure enough to look like a certainty. */
export const isGuess = (probability: number): boolean => probability < 0.6

/** 0.974 as 97%. Never 100%: no model is that sure. */
export const percent = (share: number): string =>
  `${Math.min(99, Math.max(share > 0 ? 1 : 0, Math.round(share * 100)))}%`

/** How far a food is on its way to being learned. */
export const gathered = ({ photos, needed }: { photos: number; needed: number }): string =>
  photos < needed ? t`${photos} of ${needed} photos` : t`${photos} photos, enough`

export const categoryWord = (category: Category): string => speak(categoryWords[category])

const categoryWords: Record<Category, Phrase> = {
  staple: phrase`A meal`,
  snack: phrase`A snack`,
  dessert: phrase`A dessert`,
  drink: phrase`A drink`,
  fruit: phrase`A fruit`,
}

/** Over many foods of a kind. */
export const categoryHeading = (category: Category): string => speak(categoryHeadings[category])

const categoryHeadings: Record<Category, Phrase> = {
  staple: phrase`Staples`,
  snack: phrase`Snacks`,
  dessert: phrase`Desserts`,
  drink: phrase`Drinks`,
  fruit: phrase`Fruit`,
}

/** Names side by side; Chinese has a comma of its own for that. */
export const listed = (names: readonly string[]): string => names.join(language() === 'zh' ? '、' : ', ')

/** The language a food's display name is in, so that a screen reader says *nasi lemak* the Malay way. */
export function nameLanguage(food: Pick<FoodModel, 'name' | 'names'>): string {
  const own = food.names.find(n => n.name.toLowerCase() === food.name.toLowerCase() && n.language !== 'en')
  return own ? languageTags[own.language] : 'en'
}

/** A small steady number for an id: which way its sticker leans. */
export function lean(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997
  return (sum % 6) + 1
}
