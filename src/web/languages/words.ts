import type { VNode } from 'preact'
import { z } from 'zod'
import { languages, type OtherLanguage } from '../../packs/schema.ts'
import { language } from './language.ts'
import ms from './ms.json' with { type: 'json' }
import { keyOf, type Phrase, piecesOf, sayIn, type Value, type Words } from './phrase.ts'
import ta from './ta.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

/** English text, with {0}, {1} … where values go, to the same in another language. */
export type Catalog = Readonly<Record<string, string>>
export type Catalogs = Record<OtherLanguage, Catalog>

export const catalogs: Catalogs = { ms, zh, ta }

/** A text in the language of whoever is being answered; in English where its catalog lacks it. */
export function translated(english: string, from: Catalogs = catalogs): string {
  const spoken = language()
  return spoken === 'en' ? english : (from[spoken][english] ?? english)
}

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
  const pieces = piecesOf(translated(keyOf(texts))).map(piece =>
    typeof piece === 'string' ? piece : partOf(values[piece] ?? ''),
  )
  return pieces.every(piece => typeof piece === 'string') ? pieces.join('') : pieces
}

/** What stands between two sentences: none in Chinese, whose full stops bring their own space. */
export const gap = (): string => (language() === 'zh' ? '' : ' ')

/** Words in the language of whoever is being answered. */
export const speak = (said: Value): string => sayIn(language(), said, english => translated(english))

const partOf = (value: Value | Part): string | Part => {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  const isSaid = value !== null && typeof value === 'object' && ('english' in value || 'en' in value)
  return isSaid ? speak(value) : value
}
