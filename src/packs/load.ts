import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { AppError, messageOf } from '../errors.ts'
import type { Catalog, Catalogs } from '../web/languages/words.ts'
import {
  catalogSchema,
  type Food,
  foodSchema,
  type OtherLanguage,
  type PackFile,
  type PackFood,
  packSchema,
  textsOfFood,
  textsOfPack,
} from './schema.ts'

export interface Pack extends Omit<PackFile, 'foods'> {
  /** Its texts in other languages than English. */
  words: Catalogs
  /** In album order. */
  foods: Food[]
  food(id: string): Food | undefined
}

/** A pack as its files are, without what an organiser added. */
export interface ShippedPack extends Pack {
  foods: PackFood[]
}

/** Reads and checks a pack. Throws AppError naming file, field and problem. */
export function loadPack(dir: string): ShippedPack {
  if (!existsSync(join(dir, 'pack.json'))) {
    const parent = join(dir, '..')
    const known = existsSync(parent)
      ? readdirSync(parent).filter(name => existsSync(join(parent, name, 'pack.json')))
      : []
    throw new AppError(500, `There is no pack in ${dir}. Packs at hand: ${known.join(', ') || 'none'}.`)
  }
  const file = readJson(join(dir, 'pack.json'), packSchema)
  const foods = file.foods.map(id => readFood(dir, id))
  refuseStrayFoods(dir, file)
  for (const food of foods) refuseUnknownSources(dir, food, file)
  const byId = new Map(foods.map(food => [food.id, food]))
  const words = readWords(dir, file, foods)
  return { ...file, foods, words, food: id => byId.get(id) }
}

function readFood(dir: string, id: string): PackFood {
  const path = join(dir, 'foods', `${id}.json`)
  const food = readJson(path, foodSchema)
  if (food.id !== id) throw problem(path, 'id', `it says "${food.id}", the file is called ${id}.json`)
  return food
}

/** From words/<language>.json: English text to the same in that language. What a file lacks is shown in English. */
function readWords(dir: string, pack: PackFile, foods: PackFood[]): Pack['words'] {
  const texts = new Set([...textsOfPack(pack), ...foods.flatMap(textsOfFood)])
  const wordsOf = (language: OtherLanguage): Catalog => {
    const path = join(dir, 'words', `${language}.json`)
    if (!existsSync(path)) return {}
    const catalog = readJson(path, catalogSchema)
    const stray = Object.keys(catalog).find(text => !texts.has(text))
    if (stray !== undefined) throw problem(path, `“${stray}”`, 'the pack has no such text')
    return catalog
  }
  return { ms: wordsOf('ms'), zh: wordsOf('zh'), ta: wordsOf('ta') }
}

function refuseStrayFoods(dir: string, pack: PackFile): void {
  const listed = new Set(pack.foods)
  if (listed.size < pack.foods.length)
    throw problem(join(dir, 'pack.json'), 'foods', 'a food stands in it twice')
  for (const name of readdirSync(join(dir, 'foods'))) {
    if (!listed.has(name.replace(/\.json$/, ''))) {
      throw problem(join(dir, 'pack.json'), 'foods', `foods/${name} is not in the list`)
    }
  }
}

function refuseUnknownSources(dir: string, food: PackFood, pack: PackFile): void {
  const named: [field: string, source: string][] = [
    ...food.facts.map((fact, i): [string, string] => [`facts.${i}.source`, fact.source]),
    ['trivia.source', food.trivia.source],
    ['serving.source', food.serving.source],
    ['nutrition.source', food.nutrition.source],
    ...food.allergens.map((allergen, i): [string, string] => [`allergens.${i}.source`, allergen.source]),
    ['vegetarian.source', food.vegetarian.source],
    ['halal.source', food.halal.source],
  ]
  for (const [field, source] of named) {
    if (!pack.sources[source]) {
      throw problem(join(dir, 'foods', `${food.id}.json`), field, `pack.json lists no source "${source}"`)
    }
  }
}

function readJson<T>(path: string, schema: z.ZodType<T>): T {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new AppError(500, `${path} cannot be read as JSON: ${messageOf(cause)}.`, { cause })
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const first = result.error.issues[0]
  throw problem(path, first?.path.join('.') || 'the file', first?.message ?? 'is not as it should be')
}

const problem = (path: string, field: string, what: string) =>
  new AppError(500, `${path}, ${field}: ${what}.`)
