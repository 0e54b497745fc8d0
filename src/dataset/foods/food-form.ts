import type { FoodFormModel } from '../../../views/food-models.ts'
import { type AddedFood, categories, languages } from '../../packs/schema.ts'
import { field } from '../../web/form.ts'
import type { TypedFood } from './rules.ts'

/** What was sent, as it was typed. */
export const typedIn = (form: FormData): TypedFood => ({
  names: { en: field(form, 'en'), ms: field(form, 'ms'), zh: field(form, 'zh'), ta: field(form, 'ta') },
  category: field(form, 'category'),
  description: field(form, 'description'),
})

/** The form with what was typed, and what is wrong with it. */
export const typedForm = (action: string, typed: TypedFood, problem: string | null): FoodFormModel => ({
  action,
  ...typed,
  categories: [...categories],
  problem,
})

export const blankForm = (): FoodFormModel =>
  typedForm(
    '/organiser/foods',
    { names: { en: '', ms: '', zh: '', ta: '' }, category: '', description: '' },
    null,
  )

/** The form of a food as it is: a name that only repeats the English one was left out. */
export function filledForm(action: string, { names, category, description }: AddedFood): FoodFormModel {
  const given = Object.fromEntries(
    languages.map(language => [
      language,
      language === 'en' || names[language] !== names.en ? names[language] : '',
    ]),
  ) as TypedFood['names']
  return typedForm(action, { names: given, category, description }, null)
}
