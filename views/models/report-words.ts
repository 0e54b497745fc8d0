import { phrase, type Words } from '../../src/web/languages/phrase.ts'

/** What the model says of a photo that it refuses. */
export const unknown = phrase`not a food I know`

/** A text that is no phrase was written in English, and stays so. */
export const wordsLanguage = (words: Words): 'en' | undefined =>
  typeof words === 'string' ? 'en' : undefined

/** A share of 1 as points of 100. */
export const points = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1))

/** With its sign, and a true minus. */
export function change(share: number | null): string {
  if (share === null) return '–'
  const text = points(Math.abs(share))
  if (text === '0.0') return '0.0'
  return share < 0 ? `−${text}` : `+${text}`
}

/** Milliseconds, with a true minus. */
export function milliseconds(value: number): string {
  const text = Math.abs(value).toFixed(2)
  return value < 0 && text !== '0.00' ? `−${text}` : text
}

export const span = (interval: readonly [number, number] | null): string =>
  interval === null ? '' : `[${change(interval[0])}, ${change(interval[1])}]`
