import type { VNode } from 'preact'
import { z } from 'zod'
import { type Language, languages, type OtherLanguage } from '../../packs/schema.ts'
import { language } from './language.ts'
import ms from './ms.json' with { type: 'json' }
import ta from './ta.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

/** English sentence, with {0}, {1} … where values go, to the sentence in another language. */
export type Catalog = Readonly<Record<string, string>>

export const catalogs: Record<OtherLanguage, Catalog> = { ms, zh, ta }

/** What something is called in each language. */
export type Names = Readonly<Record<Language, string>>

export type Value = string | number | Names | Phrase

/** A sentence that is put into a language later, by `speak`. */
export interface Phrase {
  readonly english: string
  readonly values: readonly Value[]
}

/** A text, which is the same in whatever language, or a phrase. */
export type Words = string | Phrase

const phraseSchema: z.ZodType<Phrase> = z.lazy(() =>
  z.strictObject({ english: z.string(), values: z.array(valueSchema) }),
)
const valueSchema: z.ZodType<Value> = z.union([
  z.string(),
  z.number(),
  z.record(z.enum(languages), z.string()),
  phraseSchema,
])

/** Of words that are stored as JSON until somebody reads them. */
export const wordsSchema: z.ZodType<Words> = z.union([z.string(), phraseSchema])

/** Part of a page inside a sentence, a link for instance. */
type Part = VNode | readonly VNode[] | false | null

/**
 * Says a sentence in the language of whoever is being answered: t`${n} photos`. The English is the key of the catalogs,
 * with {0}, {1} … for the values; what a catalog lacks is said in English. All four languages have one form for 1 and
 * one for other numbers at most, so a plural is two sentences: n === 1 ? t`1 photo` : t`${n} photos`.
 */
export function t(texts: TemplateStringsArray, ...values: Value[]): string
export function t(texts: TemplateStringsArray, ...values: (Value | Part)[]): (string | Part)[]
export function t(texts: TemplateStringsArray, ...values: (Value | Part)[]): string | (string | Part)[] {
  const pieces = piecesOf(translated(language(), keyOf(texts))).map(piece =>
    typeof piece === 'string' ? piece : partOf(values[piece] ?? ''),
  )
  return pieces.every(piece => typeof piece === 'string') ? pieces.join('') : pieces
}

/** The same sentence for later: for errors, which are logged in English, and for lists that are made at start-up. */
export const phrase = (texts: TemplateStringsArray, ...values: Value[]): Phrase => ({
  english: keyOf(texts),
  values,
})

/** Words in the language of whoever is being answered. */
export const speak = (said: Words): string => sayIn(language(), said)

/** Words in English, for the log. */
export const inEnglish = (said: Words): string => sayIn('en', said)

function sayIn(spoken: Language, said: Value): string {
  if (typeof said !== 'object') return String(said)
  if (!('english' in said)) return said[spoken]
  return piecesOf(translated(spoken, said.english))
    .map(piece => (typeof piece === 'string' ? piece : sayIn(spoken, said.values[piece] ?? '')))
    .join('')
}

const partOf = (value: Value | Part): string | Part => {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  const isSaid = value !== null && typeof value === 'object' && ('english' in value || 'en' in value)
  return isSaid ? sayIn(language(), value) : value
}

const translated = (spoken: Language, english: string): string =>
  spoken === 'en' ? english : (catalogs[spoken][english] ?? english)

/** A template's key, made once a place. Lines may be broken anywhere: white space counts as one space. */
function keyOf(texts: TemplateStringsArray): string {
  let key = keys.get(texts)
  if (key === undefined) {
    key = sentenceOf(texts)
    keys.set(texts, key)
  }
  return key
}
const keys = new WeakMap<TemplateStringsArray, string>()

/** The sentence a template's texts make: ['', ' photos'] is "{0} photos". */
export const sentenceOf = (texts: readonly string[]): string =>
  texts
    .reduce((sentence, text, i) => `${sentence}{${i - 1}}${text}`)
    .replace(/\s+/g, ' ')
    .trim()

/** "{0} photos" as [0, ' photos']. */
const piecesOf = (sentence: string): (string | number)[] =>
  sentence.split(/\{(\d)\}/).map((piece, i) => (i % 2 === 0 ? piece : Number(piece)))
