import { isLonger } from '../web/is-longer.ts'
import { t } from '../web/languages/words.ts'
import { pathHere } from '../web/path-here.ts'

const longestNickname = 24

export const takenWords = () => t`Somebody already has that nickname. Pick another.`

// Control, format and other invisible characters could hide a name or turn a page's text around. The two joiners stay
// where they are seen by what they do to their neighbours: in emoji made of several, after the marks that take a vowel
// away, and in Jawi; what makes an emoji one stays behind it.
const invisible =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Mn}\p{Script=Arabic}])[\u200c\u200d][\p{Extended_Pictographic}\p{L}])(?!(?<=\p{Emoji})[\ufe0e\ufe0f])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu
// More than three marks on one letter would stand in the lines above and below.
const tower = /(?<=[\p{Mn}\p{Me}]{3})[\p{Mn}\p{Me}]+/gu

/** A nickname as it will be shown, or what is wrong with it, in words for the player. */
export function checkNickname(typed: string): { nickname: string } | { problem: string } {
  const nickname = typed
    .normalize('NFC')
    .replace(invisible, '')
    .replace(tower, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (!/[\p{L}\p{N}]/u.test(nickname))
    return { problem: t`Pick a nickname with at least one letter or number.` }
  if (isLonger(nickname, longestNickname)) {
    return { problem: t`That nickname is too long: ${longestNickname} characters at most.` }
  }
  return { nickname }
}

/**
 * Where signing in leads: to the page that was asked for, if it is one of ours that this account may see, else to the
 * account's first. `next` comes from an address, which anybody can make up.
 */
export function pageAfterSignIn(role: string | null | undefined, next: string): string {
  const first = role === 'reviewer' ? '/organiser/review' : '/organiser'
  const path = pathHere(next) ?? first
  return path === first || path.startsWith(`${first}/`) || path.startsWith(`${first}?`) ? path : first
}
