import { z } from 'zod'
import { gateLimitsSchema } from './gate-limits.ts'

/** The kinds a food can be; badges are given for finding all of one kind. */
export const categories = ['staple', 'snack', 'dessert', 'drink', 'fruit'] as const
export type Category = (typeof categories)[number]

/** Languages a food is named in, and pages are read in, as BCP 47 tags. */
export const languages = ['en', 'ms', 'zh', 'ta'] as const
export type Language = (typeof languages)[number]
export type OtherLanguage = Exclude<Language, 'en'>

/** The allergens people are told about: the fourteen of EU Regulation 1169/2011, Annex II. */
export const allergens = [
  'gluten',
  'crustaceans',
  'egg',
  'fish',
  'peanut',
  'soy',
  'milk',
  'tree nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const

export const foodId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,40}$/, 'lower-case letters, digits and _, starting with a letter')
const sourceId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'lower-case letters, digits and -')
const text = z.string().trim().min(1)
/** [least, most] of a usual portion; both in the unit the field's name says. */
const range = z
  .tuple([z.number().nonnegative(), z.number().nonnegative()])
  .refine(([least, most]) => least <= most, 'the first number must not be above the second')

export const foodSchema = z.strictObject({
  id: foodId,
  names: z.strictObject({ en: text, ms: text, zh: text, ta: text }),
  /** Languages whose words a machine made and no speaker has read yet. */
  unreviewed: z.array(z.enum(languages)),
  category: z.enum(categories),
  /** Two sentences in English. */
  description: text,
  facts: z.array(z.strictObject({ text, source: sourceId })).min(3),
  trivia: z
    .strictObject({
      question: text,
      answers: z.array(text).min(2).max(4),
      /** Index into `answers`. */
      correct: z.number().int().nonnegative(),
      source: sourceId,
    })
    .refine(t => t.correct < t.answers.length, 'correct must be the index of one of the answers'),
  serving: z.strictObject({ amount: range, unit: z.enum(['g', 'ml']), source: sourceId }),
  /** Per usual serving. */
  nutrition: z.strictObject({
    energyKcal: range,
    carbohydrateG: range,
    proteinG: range,
    fatG: range,
    source: sourceId,
    /** How the ranges follow from the source, where it gives other portions or only ingredients. */
    note: text.optional(),
  }),
  /** What it usually contains. An empty list says nothing about safety. */
  allergens: z.array(z.strictObject({ name: z.enum(allergens), source: sourceId })),
  vegetarian: z.strictObject({ mark: z.enum(['usually', 'sometimes', 'no']), note: text, source: sourceId }),
  halal: z.strictObject({ note: text, source: sourceId }),
})
/** A food of a pack's files, with all that sources say of it. */
export type PackFood = z.infer<typeof foodSchema>

/** A food an organiser added: no source says anything of it, and nothing is made up. */
export interface AddedFood
  extends Pick<PackFood, 'id' | 'names' | 'unreviewed' | 'category' | 'description'> {
  added: true
}

export type Food = PackFood | AddedFood
export const isAdded = (food: Food): food is AddedFood => 'added' in food

/** A public work that facts are taken from. */
const sourceSchema = z.strictObject({ title: text, publisher: text, url: z.url() })

/** What a badge asks for: a number of different foods, a share of all, or every food of a kind. */
const badgeGoal = z.union([
  z.strictObject({ foods: z.number().int().positive() }),
  z.strictObject({ share: z.number().positive().max(1) }),
  z.strictObject({ category: z.enum(categories) }),
])

export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  name: text,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: text,
  /** Where it is eaten: a first event's, on a machine that names no zone of its own. */
  timeZone: z
    .string()
    .refine(zone => Intl.supportedValuesOf('timeZone').includes(zone), 'a zone such as Asia/Kuala_Lumpur')
    .optional(),
  /** Food ids in album order; each has foods/<id>.json. */
  foods: z.array(foodId).min(1),
  badges: z.array(z.strictObject({ id: foodId, name: text, description: text, goal: badgeGoal })).min(1),
  /** What a new version of the model must keep to. */
  gate: gateLimitsSchema.prefault({}),
  sources: z.record(sourceId, sourceSchema),
})
/** Every text of a food that pages show, but for its names. */
export const textsOfFood = (food: PackFood): string[] => [
  food.description,
  ...food.facts.map(fact => fact.text),
  food.trivia.question,
  ...food.trivia.answers,
  ...(food.nutrition.note ? [food.nutrition.note] : []),
  food.vegetarian.note,
  food.halal.note,
]

/** The same of the pack itself. */
export const textsOfPack = (pack: PackFile): string[] =>
  pack.badges.flatMap(badge => [badge.name, badge.description])

/** words/<language>.json: an English text of the pack to the same in that language. */
export const catalogSchema = z.record(z.string(), text)

export type PackFile = z.infer<typeof packSchema>
export type Badge = PackFile['badges'][number]
