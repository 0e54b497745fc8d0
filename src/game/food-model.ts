import type { FoodModel, FoodOption, KnownFoodModel, SourceModel } from '../../views/models.ts'
import type { Context } from '../context.ts'
import type { Pack } from '../packs/load.ts'
import { type Food, isAdded, type Language, languages, type PackFood } from '../packs/schema.ts'
import { isClaimed } from './learning.ts'

const languageLabel: Record<Language, string> = { en: 'English', ms: 'Malay', zh: 'Chinese', ta: 'Tamil' }

/** A food of the pack as pages show it. */
export function foodModel(context: Pick<Context, 'pack' | 'classifier'>, food: Food): FoodModel {
  return {
    id: food.id,
    name: food.names.en,
    names: languages
      // What an organiser did not fill in is the English name, which says nothing about the other language.
      .filter(language => !isAdded(food) || language === 'en' || food.names[language] !== food.names.en)
      .map(language => ({
        language,
        label: languageLabel[language],
        name: food.names[language],
        unreviewed: food.unreviewed.includes(language),
      })),
    category: food.category,
    description: food.description,
    known: isAdded(food) ? null : knownModel(context.pack, food),
    learning: !isClaimed(context, food.id),
  }
}

function knownModel(pack: Pack, food: PackFood): KnownFoodModel {
  const source = (id: string) => sourceModel(pack, id)
  const { nutrition } = food
  return {
    facts: food.facts.map(fact => ({ text: fact.text, source: source(fact.source) })),
    trivia: { ...food.trivia, source: source(food.trivia.source) },
    serving: {
      amount: rangeText(food.serving.amount, food.serving.unit),
      source: source(food.serving.source),
    },
    nutrition: [
      { label: 'Energy', value: rangeText(nutrition.energyKcal, 'kcal') },
      { label: 'Carbohydrate', value: rangeText(nutrition.carbohydrateG, 'g') },
      { label: 'Protein', value: rangeText(nutrition.proteinG, 'g') },
      { label: 'Fat', value: rangeText(nutrition.fatG, 'g') },
    ],
    nutritionSource: source(nutrition.source),
    nutritionNote: nutrition.note ?? null,
    allergens: food.allergens.map(allergen => ({ name: allergen.name, source: source(allergen.source) })),
    vegetarian: { ...food.vegetarian, source: source(food.vegetarian.source) },
    halal: { ...food.halal, source: source(food.halal.source) },
  }
}

/** Every food by its English name, to pick one from. */
export const foodOptions = ({ pack }: Pick<Context, 'pack'>): FoodOption[] =>
  pack.foods
    .map(({ id, names }) => ({ id, name: names.en, otherNames: otherNames(names) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))

/** In all languages but English, to be found by. */
export const otherNames = ({ en, ...others }: Food['names']) =>
  [...new Set(Object.values(others))].filter(name => name !== en).join(' ')

/** "230–400 g"; one number where least and most are the same. */
export function rangeText([least, most]: readonly [number, number], unit: string): string {
  return least === most ? `${least} ${unit}` : `${least}–${most} ${unit}`
}

function sourceModel(pack: Pack, id: string): SourceModel {
  const source = pack.sources[id]
  // Loading a pack refuses a source it does not list.
  if (!source) throw new Error(`The pack lists no source "${id}".`)
  return { title: source.title, publisher: source.publisher, url: source.url }
}
