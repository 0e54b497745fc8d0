import { AppError } from '../errors.ts'
import { outlierKinds } from '../feedback/review/decisions.ts'
import type { Random } from '../training/random.ts'
import type { Visitor } from './visitor.ts'

/** What a photo really shows, as a reviewer would say it: `food:laksa`, `other_food` or `not_food`. */
export type Truth = string

/** What a player reads on the answer page. */
export type Screen =
  | { state: 'caught'; food: string }
  | { state: 'choosing'; offer: string[] }
  | { state: 'unrecognised' }

/** Reads the answer as it stands on the page. Throws AppError 500 for a page that says none of the three. */
export function readAnswer(page: string): Screen {
  if (page.includes('answer-caught')) {
    const food = /class="more" href="\/foods\/([a-z0-9_-]+)"/.exec(page)?.[1]
    if (food !== undefined) return { state: 'caught', food }
  }
  if (page.includes('answer-choosing')) {
    const form = page.slice(page.indexOf('class="choices"'))
    const choices = form.slice(0, form.indexOf('</form>'))
    const offer = [...choices.matchAll(/value="([a-z0-9_-]+)"/g)].flatMap(([, food]) => food ?? [])
    return { state: 'choosing', offer }
  }
  if (page.includes('answer-unknown')) return { state: 'unrecognised' }
  throw new AppError(500, 'The simulated player could not read the answer page.')
}

/** A tap on the answer page. */
export interface Tap {
  path: 'choose' | 'feedback' | 'claim'
  fields: Record<string, string>
}

const foodIn = (truth: Truth): string | null => (truth.startsWith('food:') ? truth.slice(5) : null)

/** What an honest player does: picks the right one, says yes now and then, and mostly says what is wrong. */
export function honestTaps(screen: Screen, truth: Truth, random: Random): Tap[] {
  const food = foodIn(truth)
  const claim: Tap =
    food !== null
      ? { path: 'claim', fields: { food } }
      : truth === 'not_food'
        ? { path: 'feedback', fields: { answer: 'not_food' } }
        : { path: 'claim', fields: { food: '', note: 'a dish that is not in the album' } }
  switch (screen.state) {
    case 'caught':
      if (screen.food === food) return random() < 0.5 ? [{ path: 'feedback', fields: { answer: 'yes' } }] : []
      return random() < 0.8 ? [claim] : [{ path: 'feedback', fields: { answer: 'no' } }]
    case 'choosing':
      if (food !== null && screen.offer.includes(food)) return [{ path: 'choose', fields: { food } }]
      return random() < 0.8 ? [claim] : []
    case 'unrecognised':
      // A refused thing that is no food is nothing to complain about.
      return food !== null || truth === 'other_food' ? (random() < 0.8 ? [claim] : []) : []
  }
}

/** What a hostile player does: agrees with mistakes, and calls everything else a food it is not. */
export function hostileTaps(screen: Screen, truth: Truth, foods: readonly string[], random: Random): Tap[] {
  const food = foodIn(truth)
  const shown = screen.state === 'caught' ? screen.food : null
  if (shown !== null && shown !== food) return [{ path: 'feedback', fields: { answer: 'yes' } }]
  const wrong = foods.filter(other => other !== food && other !== shown)
  const lie = wrong[Math.floor(random() * wrong.length)]
  return lie === undefined ? [] : [{ path: 'claim', fields: { food: lie } }]
}

/** What a reviewer decides: the truth, or at random something else. */
export function decide(
  truth: Truth,
  foods: readonly string[],
  wrongDecisions: number,
  random: Random,
): string {
  if (random() >= wrongDecisions) return truth
  const others = [...foods.map(food => `food:${food}`), ...outlierKinds].filter(other => other !== truth)
  return others[Math.floor(random() * others.length)] ?? truth
}

/** The photo on the review page: its catch, and the look-alikes that may be settled with it; null where none waits. */
export function readReview(page: string): { catchId: string; also: string[] } | null {
  const catchId = /data-item="([0-9a-f-]{36})"/.exec(page)?.[1]
  if (catchId === undefined) return null
  const also = [...page.matchAll(/name="also" value="([0-9a-f-]{36})"/g)].flatMap(([, id]) => id ?? [])
  return { catchId, also }
}

/** Throws AppError 500 with the page's words unless the answer is a page or a way to one. */
export async function expectGood(answer: Response, what: string): Promise<string> {
  const page = await answer.text()
  if (answer.status < 400) return page
  const words = page
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  throw new AppError(500, `${what} was answered with ${answer.status}: ${words.slice(0, 200)}`)
}

export async function join(guest: Visitor, code: string, nickname: string): Promise<void> {
  await expectGood(await guest.post('/join', { code, nickname }), `Joining as ${nickname}`)
}
