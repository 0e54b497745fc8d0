import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { gap, speak, t } from '../../src/web/languages/words.ts'
import type { KnownFoodModel } from '../models.ts'
import { AlertIcon, LeafIcon } from '../parts/icons.tsx'
import { SourceLink } from '../parts/source.tsx'

export function OnThePlate({ food }: { food: KnownFoodModel }) {
  return (
    <section class="sheet" aria-labelledby="plate-title">
      <h2 id="plate-title">{t`On the plate`}</h2>
      <table class="figures">
        <caption>
          {t`A usual serving, ${food.serving.amount}`} <SourceLink source={food.serving.source} />
        </caption>
        <tbody>
          {food.nutrition.map(row => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">
        {food.nutritionNote && `${food.nutritionNote}${gap()}`}
        {t`Every cook is different.`}
        {gap()}
        <SourceLink source={food.nutritionSource} />
      </p>
    </section>
  )
}

const vegetarianWords: Record<KnownFoodModel['vegetarian']['mark'], Phrase> = {
  usually: phrase`Usually vegetarian`,
  sometimes: phrase`Sometimes vegetarian`,
  no: phrase`Not vegetarian`,
}

/** Never a promise: what it usually contains, and to ask who cooked it. */
export function BeforeYouEat({ food }: { food: KnownFoodModel }) {
  return (
    <section class="sheet before" aria-labelledby="before-title">
      <h2 id="before-title">{t`Before you eat`}</h2>
      <h3>
        <AlertIcon /> {t`Usually contains`}
      </h3>
      {food.allergens.length > 0 ? (
        <ul class="allergens">
          {food.allergens.map(allergen => (
            <li key={allergen.name}>
              <strong>{allergen.name}</strong> <SourceLink source={allergen.source} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{t`Nothing is listed here, which does not mean there is nothing in it.`}</p>
      )}
      <p class="ask">{t`Recipes differ. If it matters to you, ask the stall.`}</p>
      <h3>
        <LeafIcon /> {speak(vegetarianWords[food.vegetarian.mark])}
      </h3>
      <p>
        {food.vegetarian.note} <SourceLink source={food.vegetarian.source} />
      </p>
      <h3>{t`Halal`}</h3>
      <p>
        {food.halal.note} <SourceLink source={food.halal.source} />
      </p>
    </section>
  )
}

/** For a food nobody has looked up: no list at all is more honest than an empty one. */
export function AskTheStall() {
  return (
    <section class="sheet before" aria-labelledby="before-title">
      <h2 id="before-title">{t`Before you eat`}</h2>
      <p>
        {t`The organiser added this dish. Nobody has looked up yet what is in it, whether it is vegetarian or
        halal.`}
      </p>
      <p class="ask">{t`If it matters to you, ask the stall.`}</p>
    </section>
  )
}
