import type { Language, PackFood } from '../packs/schema.ts'
import { type Phrase, phrase } from '../web/languages/phrase.ts'

type Allergen = PackFood['allergens'][number]['name']

/** A language, in the reader's. */
export const languageLabel: Record<Language, Phrase> = {
  en: phrase`English`,
  ms: phrase`Malay`,
  zh: phrase`Chinese`,
  ta: phrase`Tamil`,
}

export const allergenNames: Record<Allergen, Phrase> = {
  gluten: phrase`gluten`,
  crustaceans: phrase`crustaceans`,
  egg: phrase`egg`,
  fish: phrase`fish`,
  peanut: phrase`peanut`,
  soy: phrase`soy`,
  milk: phrase`milk`,
  'tree nuts': phrase`tree nuts`,
  celery: phrase`celery`,
  mustard: phrase`mustard`,
  sesame: phrase`sesame`,
  sulphites: phrase`sulphites`,
  lupin: phrase`lupin`,
  molluscs: phrase`molluscs`,
}
