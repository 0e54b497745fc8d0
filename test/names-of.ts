import type { Names } from '../src/web/languages/phrase.ts'

/** Foods that are called the same in every language. */
export const namesOf = (foods: readonly string[], name = (food: string) => food): Map<string, Names> =>
  new Map(foods.map(food => [food, { en: name(food), ms: name(food), zh: name(food), ta: name(food) }]))
