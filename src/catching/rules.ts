import type { Candidate, Verdict, VerdictResult } from '../classifier/verdict.ts'

/**
 * `choosing`: the model named two or three and the player picks; `claimed`: the player said what it is and a
 * reviewer has to agree.
 */
const catchStates = ['caught', 'choosing', 'unrecognised', 'claimed'] as const
export type CatchState = (typeof catchStates)[number]

/** What becomes of a photo. `food` stands exactly where the state is caught. */
export type Outcome = { state: 'caught'; food: string } | { state: 'choosing' | 'unrecognised'; food: null }

/** Turns the model's verdict into the state of a catch. Only a food that `mayCount` is ever given or offered. */
export function outcomeOf(
  judged: Pick<VerdictResult, 'verdict' | 'food' | 'offer'>,
  mayCount: (food: string) => boolean,
): Outcome {
  const { verdict, food, offer } = judged
  switch (verdict) {
    case 'recognised':
      return food !== null && mayCount(food) ? { state: 'caught', food } : unrecognised
    case 'unsure':
      return offer.some(mayCount) ? { state: 'choosing', food: null } : unrecognised
    case 'unknown':
      return unrecognised
    default:
      return verdict satisfies never
  }
}

const unrecognised: Outcome = { state: 'unrecognised', food: null }

/** Share of predictions that are checked whatever they say. */
const auditShare = 0.05

/** Whether a photo is drawn for the audit sample; asked before its verdict is known. `chance`: 0 to 1. */
export const isAudited = (chance: number): boolean => chance < auditShare

/** At most this many are asked about: more is not a question but a menu. */
const mostOffered = 3

/** A food the model thought of, and whether it stands under "One of these?". */
export interface KeptCandidate extends Candidate {
  readonly offered: boolean
}

/**
 * What is kept of the model's candidates. The offer is kept with them: what may be chosen later is what was shown,
 * whatever model serves by then.
 */
export function keepCandidates(
  judged: Pick<VerdictResult, 'verdict' | 'candidates' | 'offer'>,
  mayCount: (food: string) => boolean,
): KeptCandidate[] {
  const offer = judged.verdict === 'unsure' ? judged.offer.filter(mayCount).slice(0, mostOffered) : []
  return judged.candidates.map(({ food, probability }) => ({
    food,
    probability,
    offered: offer.includes(food),
  }))
}

/** How sure the model was that this photo shows `food`. */
export function probabilityOf(
  food: string,
  prediction: { food: string | null; probability: number; candidates: readonly Candidate[] },
): number {
  if (prediction.food === food) return prediction.probability
  return prediction.candidates.find(candidate => candidate.food === food)?.probability ?? 0
}

/** Whose word a caught food stands on. `reviewed`: the food a reviewer found; null where it was none, or none looked. */
export function decidedBy(
  food: string | null,
  verdict: Verdict,
  reviewed: string | null,
): 'model' | 'player' | 'reviewer' {
  if (food !== null && food === reviewed) return 'reviewer'
  // What the model is sure of is caught at once; what it is not, the player picks.
  return verdict === 'recognised' ? 'model' : 'player'
}

/** UUIDs as phones and we write them: lower case, any version. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
