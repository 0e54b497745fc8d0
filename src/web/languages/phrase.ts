import type { Language } from '../../packs/schema.ts'

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

/**
 * A sentence for later: for errors, which are logged in English, and for lists that are made at start-up. It stands
 * apart from the catalogs, for every thread and child process has errors, and few of them speak to anybody.
 */
export const phrase = (texts: TemplateStringsArray, ...values: Value[]): Phrase => ({
  english: keyOf(texts),
  values,
})

/** Words in English, for the log. */
export const inEnglish = (said: Words): string => sayIn('en', said, english => english)

/** Words in a language. `translated`: an English sentence, with {0}, {1} … where values go, in that language. */
export function sayIn(spoken: Language, said: Value, translated: (english: string) => string): string {
  if (typeof said !== 'object') return String(said)
  if (!('english' in said)) return said[spoken]
  return piecesOf(translated(said.english))
    .map(piece => (typeof piece === 'string' ? piece : sayIn(spoken, said.values[piece] ?? '', translated)))
    .join('')
}

/** A template's key, made once a place. Lines may be broken anywhere: white space counts as one space. */
export function keyOf(texts: TemplateStringsArray): string {
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
export const piecesOf = (sentence: string): (string | number)[] =>
  sentence.split(/\{(\d)\}/).map((piece, i) => (i % 2 === 0 ? piece : Number(piece)))
