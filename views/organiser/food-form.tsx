import type { Category, Language } from '../../src/packs/schema.ts'
import { languageTags } from '../../src/web/languages/language.ts'
import type { FoodFormModel } from '../food-models.ts'
import { Problem } from '../parts/problem.tsx'

const others = [
  ['ms', 'Malay'],
  ['zh', 'Chinese'],
  ['ta', 'Tamil'],
] as const satisfies [Exclude<Language, 'en'>, string][]

const kindWords: Record<Category, string> = {
  staple: 'Meal',
  snack: 'Snack',
  dessert: 'Dessert',
  drink: 'Drink',
  fruit: 'Fruit',
}

/** A name, a kind and a few words are all a food needs besides its photos; its names in other languages may follow. */
export function FoodForm({ model, button }: { model: FoodFormModel; button: string }) {
  return (
    <form class="form food-form" method="post" action={model.action}>
      <Problem text={model.problem} />
      <label class="field">
        <span>English name</span>
        <input type="text" name="en" value={model.names.en} required maxlength={60} autocomplete="off" />
      </label>
      <label class="field">
        <span>Kind</span>
        <select name="category" required>
          {model.category === '' && <option value="">Choose …</option>}
          {model.categories.map(category => (
            <option key={category} value={category} selected={category === model.category}>
              {kindWords[category]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>
          What is it? <small>One or two sentences for the players.</small>
        </span>
        <textarea name="description" rows={3} required maxlength={400}>
          {model.description}
        </textarea>
      </label>
      {others.map(([language, label]) => (
        <label class="field" key={language}>
          <span>
            {label} name <small>if you know it</small>
          </span>
          <input
            type="text"
            name={language}
            lang={languageTags[language]}
            value={model.names[language]}
            maxlength={60}
            autocomplete="off"
          />
        </label>
      ))}
      <button class="button" type="submit">
        {button}
      </button>
    </form>
  )
}
