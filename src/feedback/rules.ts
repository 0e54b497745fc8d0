import { isLonger } from '../web/is-longer.ts'
import { t } from '../web/languages/words.ts'

/** How a player may answer the answer. `food` and `other` are claims and come with words. */
export const playerAnswers = ['yes', 'no', 'food', 'other', 'not_food'] as const
export type PlayerAnswer = (typeof playerAnswers)[number]

/** Answers that need no words. */
export const plainAnswers = ['yes', 'no', 'not_food'] as const satisfies readonly PlayerAnswer[]

const timeToChange = 15 * 60 * 1000

/** Whether what was first said at `first` may still be changed. Both in milliseconds since 1970. */
export const mayChange = (first: number, now: number): boolean => now - first < timeToChange

/** In characters as people count them. */
const longestNote = 80

export interface ClaimWords {
  /** A food of the pack. */
  food: string | null
  note: string | null
}

/**
 * What a player says a photo really shows, tidied; or what is wrong with it, in words for the player. `food`: '' for
 * another food, null where nothing was picked.
 */
export function checkClaim(
  typed: { food: string | null; note: string },
  isFood: (id: string) => boolean,
): ClaimWords | { problem: string } {
  // Control and other invisible characters could hide words from the reviewer or turn the page's text around.
  const note = typed.note.normalize('NFC').replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim()
  if (typed.food && !isFood(typed.food)) return { problem: t`Pick a food from the list.` }
  // "Another food" is a word of its own: who says so need not know its name.
  if (typed.food === null && note === '')
    return { problem: t`Pick a food from the list, or write what it is.` }
  if (isLonger(note, longestNote)) {
    return { problem: t`That is too long: ${longestNote} characters at most.` }
  }
  return { food: typed.food || null, note: note || null }
}
