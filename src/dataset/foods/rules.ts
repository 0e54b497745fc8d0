import {
  type AddedFood,
  type Category,
  categories,
  foodId,
  type Language,
  languages,
} from '../../packs/schema.ts'
import { t } from '../../web/languages/words.ts'

const longest = { name: 60, description: 400 }

/** What an organiser fills in. A name that is '' is the English one. */
export interface TypedFood {
  names: Record<Language, string>
  category: string
  description: string
}

/** A food as it is stored: the id apart, all of it may change later. */
export interface CheckedFood {
  names: { en: string } & Partial<Record<Language, string>>
  category: Category
  description: string
}

/** What an organiser typed, tidied, or what is wrong with it. */
export function checkFood(typed: TypedFood): CheckedFood | { problem: string } {
  const names = languages.map(language => [language, tidy(typed.names[language])] as const)
  const [[, en]] = names as [readonly ['en', string]]
  if (en === '') return { problem: t`Give the food an English name.` }
  if (names.some(([, name]) => name.length > longest.name))
    return { problem: t`A name can have ${longest.name} characters at most.` }
  const category = categories.find(known => known === typed.category)
  if (!category) return { problem: t`Say which kind of food it is.` }
  const description = tidy(typed.description)
  if (description === '') return { problem: t`Say in a sentence or two what it is.` }
  if (description.length > longest.description)
    return { problem: t`Say it shorter: ${longest.description} characters at most.` }
  return {
    names: { ...Object.fromEntries(names.filter(([, name]) => name !== '')), en },
    category,
    description,
  }
}

/** The id a food gets for good, from its English name: "Khao soi" is khao_soi. null where no id can be made. */
export function idFrom(name: string): string | null {
  const id = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '')
  return foodId.safeParse(id).success ? id : null
}

/** As pages and badges know a food; where it has no name in a language, the English one stands. */
export const addedFood = (id: string, { names, category, description }: CheckedFood): AddedFood => ({
  id,
  names: { en: names.en, ms: names.ms ?? names.en, zh: names.zh ?? names.en, ta: names.ta ?? names.en },
  unreviewed: [],
  category,
  description,
  added: true,
})

/** One line without control characters. */
const tidy = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
