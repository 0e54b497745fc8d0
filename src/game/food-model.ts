import type { FoodModel, FoodOption, KnownFoodModel, SourceModel } from '../../views/models.ts'
import type { Context } from '../context.ts'
import type { Pack } from '../packs/load.ts'
import { type Food, isAdded, languages, type PackFood } from '../packs/schema.ts'
import { foodName, packText } from '../packs/spoken.ts'
import { byName } from '../web/languages/language.ts'
import { speak, t } from '../web/languages/words.ts'
import { allergenNames, languageLabel } from './food-words.ts'
import { isClaimed } from './learning.ts'

/** A food of the pack as pages show it. */
export function foodModel(context: Pick<Context, 'pack' | 'classifier'>, food: Food): FoodModel {
  return {
    id: food.id,
    name: foodName(food),
    names: languages
      // What an organiser did not fill in is the English name, which says nothing about the other language.
      .filter(language => !isAdded(food) || language === 'en' || food.names[language] !== food.names.en)
      .map(language => ({
        language,
        label: speak(languageLabel[language]),
        name: food.names[language],
        unreviewed: food.unreviewed.includes(language),
      })),
    category: food.category,
    description: isAdded(food) ? food.description : packText(context.pack, food.description),
    known: isAdded(food) ? null : knownModel(context.pack, food),
    learning: !isClaimed(context, food.id),
  }
}

function knownModel(pack: Pack, food: PackFood): KnownFoodModel {
  const source = (id: string) => sourceModel(pack, id)
  const said = (text: string) => packText(pack, text)
  const { nutrition } = food
  return {
    facts: food.facts.map(fact => ({ text: said(fact.text), source: source(fact.source) })),
    trivia: {
      question: said(food.trivia.question),
      answers: food.trivia.answers.map(said),
      correct: food.trivia.correct,
      source: source(food.trivia.source),
    },
    serving: {
      amount: rangeText(food.serving.amount, food.serving.unit),
      source: source(food.serving.source),
    },
    nutrition: [
      { label: t`Energy`, value: rangeText(nutrition.energyKcal, 'kcal') },
      { label: t`Carbohydrate`, value: rangeText(nutrition.carbohydrateG, 'g') },
      { label: t`Protein`, value: rangeText(nutrition.proteinG, 'g') },
      { label: t`Fat`, value: rangeText(nutrition.fatG, 'g') },
    ],
    nutritionSource: source(nutrition.source),
    nutritionNote: nutrition.note === undefined ? null : said(nutrition.note),
    allergens: food.allergens.map(allergen => ({
      name: speak(allergenNames[allergen.name]),
      source: source(allergen.source),
    })),
    vegetarian: {
      mark: food.vegetarian.mark,
      note: said(food.vegetarian.note),
      source: source(food.vegetarian.source),
    },
    halal: { note: said(food.halal.note), source: source(food.halal.source) },
  }
}

/** Every food by its name, to pick one from. */
export const foodOptions = ({ pack }: Pick<Context, 'pack'>): FoodOption[] =>
  pack.foods
    .map(food => ({ id: food.id, name: foodName(food), otherNames: otherNames(food.names) }))
    .toSorted(byName)

/** In all languages but the reader's, to be found by. */
export const otherNames = (names: Food['names']) =>
  [...new Set(Object.values(names))].filter(name => name !== foodName({ names })).join(' ')

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
