import type { Standing } from '../../catching/index.ts'
import { language, languageTags } from '../../web/languages/language.ts'
import { t } from '../../web/languages/words.ts'
import type { Decision } from './decisions.ts'

export const noticeKinds = ['approved', 'named', 'renamed', 'stays', 'refused', 'unclear', 'hidden'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What the player has said of a photo that is being settled; nulls and `null` where they said nothing. */
export interface Hint {
  answer: string | null
  claimFood: string | null
}

/**
 * What the player is told, or null where nothing changes for them and they asked nothing. `before`: what the catch
 * stood for until now. `food`: what was found, or, to who had asked for nothing, what is taken away. A kind of its own
 * would need the whole table anew; `refused` named no food before.
 */
export function noticeFor(
  before: Standing,
  hint: Hint,
  decision: Decision,
): { kind: NoticeKind; food: string | null } | null {
  const kind = kindOf(before, hint, decision)
  if (kind === null) return null
  const taken = kind === 'refused' && !asked(hint) ? before.food : null
  return { kind, food: decision.food ?? taken }
}

function kindOf(before: Standing, hint: Hint, decision: Decision): NoticeKind | null {
  switch (decision.kind) {
    case 'food':
      if (before.food === decision.food) return asked(hint) ? 'stays' : null
      if (hint.claimFood === decision.food) return 'approved'
      return before.food === null ? 'named' : 'renamed'
    case 'other_food':
    case 'not_food':
      return asked(hint) || before.food !== null ? 'refused' : null
    case 'unusable':
      return asked(hint) ? 'unclear' : null
    case 'hidden':
      return 'hidden'
    default:
      return decision satisfies never
  }
}

const asked = ({ answer }: Hint): boolean => answer !== null && answer !== 'yes'

/** What a catch stands for once a reviewer has decided. `sentAt`: a food counts from when its photo was sent. */
export function standingAfter(before: Standing, decision: Decision, sentAt: number): Standing {
  switch (decision.kind) {
    case 'food':
      if (before.food === decision.food) return before
      return { state: 'caught', food: decision.food, caughtAt: sentAt, hidden: false }
    // What nobody can see well is no example, but a catch the model was sure of stays one.
    case 'unusable':
      return before.state === 'claimed' ? nothing : before
    case 'other_food':
    case 'not_food':
      return nothing
    case 'hidden':
      return { ...nothing, hidden: true }
    default:
      return decision satisfies never
  }
}

const nothing: Standing = { state: 'unrecognised', food: null, caughtAt: null, hidden: false }

/** What the player reads. `badges`: names of those that went with it. */
export const noticeWords = (kind: NoticeKind, food: string, badges: readonly string[]): string =>
  badges.length === 0 ? wordsOf(kind, food) : t`${wordsOf(kind, food)} ${badgeWords(badges)}`

function badgeWords(names: readonly string[]): string {
  const list = new Intl.ListFormat(languageTags[language()]).format(names.map(name => `“${name}”`))
  return names.length === 1
    ? t`The badge ${list} needs one more food again. You can do it!`
    : t`The badges ${list} need one more food again. You can do it!`
}

function wordsOf(kind: NoticeKind, food: string): string {
  switch (kind) {
    case 'approved':
      return t`You were right, it is ${food}! It is in your album now.`
    case 'named':
      return t`The organiser looked at your photo: it is ${food}! It is in your album now.`
    case 'renamed':
      return t`The organiser looked at your photo: it is really ${food}, and counts as that now.`
    case 'stays':
      return t`The organiser looked at your photo: it is ${food} after all, and stays in your album.`
    case 'refused':
      if (food) return t`The organiser looked at your photo: it is not ${food}, so it left your album.`
      return t`The organiser looked at your photo and could not find a dish for this album on it. Thanks for telling us!`
    case 'unclear':
      return t`The organiser could not see your photo well enough to say. Try a brighter, closer one!`
    case 'hidden':
      return t`The organiser took one of your photos away. Please photograph food only.`
    default:
      return kind satisfies never
  }
}
