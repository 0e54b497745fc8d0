import type { Pack } from '../../packs/load.ts'
import { nameOfFood } from '../../packs/spoken.ts'
import { t } from '../../web/languages/words.ts'

/** What a reviewer may find. `other_food`: a dish that is not in the pack. */
export const decisionKinds = ['food', 'other_food', 'not_food', 'unusable', 'hidden'] as const
/** Those by which a photo shows none of the album's foods: the label it is learned by. */
export const outlierKinds = ['other_food', 'not_food'] as const satisfies readonly DecisionKind[]
/** Those that say what a photo shows: it can be learned from, and others compared with it. */
export const tellingKinds = ['food', ...outlierKinds] as const satisfies readonly DecisionKind[]
type DecisionKind = (typeof decisionKinds)[number]

/** `food` stands exactly where the kind is food. */
export type Decision = { kind: 'food'; food: string } | { kind: Exclude<DecisionKind, 'food'>; food: null }

/** "food:laksa" or "not_food", as the buttons send it; null for anything else. */
export function readDecision(typed: string, isFood: (id: string) => boolean): Decision | null {
  const [word, id = ''] = typed.split(':', 2)
  const kind = decisionKinds.find(known => known === word)
  if (kind === undefined) return null
  if (kind === 'food') return isFood(id) ? { kind, food: id } : null
  return id === '' ? { kind, food: null } : null
}

/** A decision as two columns hold it. */
export const decisionOf = (kind: string, food: string | null): Decision =>
  kind === 'food' && food !== null
    ? { kind, food }
    : { kind: kind as Exclude<DecisionKind, 'food'>, food: null }

/** What was decided, for the player. */
export function wordsForPlayer(decision: Decision, pack: Pick<Pack, 'food'>): string {
  switch (decision.kind) {
    case 'food':
      return t`The organiser looked at your photo: it is ${nameOfFood(pack, decision.food)}.`
    case 'other_food':
      return t`The organiser looked at your photo: it is a dish that has no place in this album yet.`
    case 'not_food':
      return t`The organiser looked at your photo and could not find a dish to collect on it.`
    case 'unusable':
      return t`The organiser looked at your photo but could not see it well enough. Try a brighter, closer one!`
    case 'hidden':
      return t`The organiser took this photo away.`
    default:
      return decision satisfies never
  }
}

/** The same under a small picture; null where it counts as a food, whose name stands there already. */
export function fewWordsForPlayer(decision: Decision): string | null {
  switch (decision.kind) {
    case 'food':
      return null
    case 'other_food':
      return t`Not in this album yet`
    case 'not_food':
      return t`No dish on it`
    case 'unusable':
      return t`Hard to see`
    case 'hidden':
      return t`Taken away`
    default:
      return decision satisfies never
  }
}

/** What was decided, for reviewers, in two words. */
export function wordsForReviewer(decision: Decision, pack: Pick<Pack, 'food'>): string {
  switch (decision.kind) {
    case 'food':
      return nameOfFood(pack, decision.food)
    case 'other_food':
      return t`a food not listed`
    case 'not_food':
      return t`not food`
    case 'unusable':
      return t`unusable`
    case 'hidden':
      return t`hidden`
    default:
      return decision satisfies never
  }
}

/** Whether a label is one that reviewers give to what is none of the album's foods. */
export const isOutlierKind = (label: string): boolean => outlierKinds.some(kind => kind === label)
