import type { Category, OtherLanguage } from '../../src/packs/schema.ts'
import { languageTags } from '../../src/web/languages/language.ts'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { gap, speak, t } from '../../src/web/languages/words.ts'
import type { FoodFormModel } from '../food-models.ts'
import { Problem } from '../parts/problem.tsx'

const others = [
  ['ms', phrase`Malay name`],
  ['zh', phrase`Chinese name`],
  ['ta', phrase`Tamil name`],
] as const satisfies [OtherLanguage, Phrase][]

const kindWords: Record<Category, Phrase> = {
  staple: phrase`Meal`,
  snack: phrase`Snack`,
  dessert: phrase`Dessert`,
  drink: phrase`Drink`,
  fruit: phrase`Fruit`,
}

/** A name, a kind and a few words are all a food needs besides its photos; its names in other languages may follow. */
export function FoodForm({ model, button }: { model: FoodFormModel; button: string }) {
  return (
    <form class="form food-form" method="post" action={model.action}>
      <Problem text={model.problem} />
      <label class="field">
        <span>{t`English name`}</span>
        <input
          type="text"
          name="en"
          lang={languageTags.en}
          value={model.names.en}
          required
          maxlength={60}
          autocomplete="off"
        />
      </label>
      <label class="field">
        <span>{t`Kind`}</span>
        <select name="category" required>
          {model.category === '' && <option value="">{t`Choose …`}</option>}
          {model.categories.map(category => (
            <option key={category} value={category} selected={category === model.category}>
              {speak(kindWords[category])}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>
          {t`What is it?`}
          {gap()}
          <small>{t`One or two sentences for the players.`}</small>
        </span>
        <textarea name="description" rows={3} required maxlength={400}>
          {model.description}
        </textarea>
      </label>
      {others.map(([language, label]) => (
        <label class="field" key={language}>
          <span>
            {speak(label)} <small>{t`if you know it`}</small>
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
