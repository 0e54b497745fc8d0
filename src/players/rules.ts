const longestNickname = 24

/** A nickname as it will be shown, or what is wrong with it, in words for the player. */
export function checkNickname(typed: string): { nickname: string } | { problem: string } {
  // Control, format and other invisible characters could hide a name or turn a page's text around.
  const nickname = typed
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const length = [...new Intl.Segmenter().segment(nickname)].length
  if (!/[\p{L}\p{N}]/u.test(nickname))
    return { problem: 'Pick a nickname with at least one letter or number.' }
  if (length > longestNickname || nickname.length > 4 * longestNickname) {
    return { problem: `That nickname is too long: ${longestNickname} characters at most.` }
  }
  return { nickname }
}
