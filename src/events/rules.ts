import { isLonger } from '../web/is-longer.ts'
import { t } from '../web/languages/words.ts'

/** Read aloud in a noisy hall and typed by children: no 0/O, 1/I/L, 2/Z, 5/S, 8/B. */
const alphabet = 'ACDEFGHJKMNPQRTUVWXY34679'
const codeLength = 6
const longestName = 60

/** A join code of six characters: 244 million of them, and wrong ones are counted (see limits.ts). */
export function makeJoinCode(
  random: (bytes: Uint8Array) => Uint8Array = b => crypto.getRandomValues(b),
): string {
  const code: string[] = []
  while (code.length < codeLength) {
    // Bytes from 250 up are thrown away, or the first letters would come up more often.
    for (const byte of random(new Uint8Array(16))) {
      const character = byte < 250 ? alphabet[byte % alphabet.length] : undefined
      if (character && code.length < codeLength) code.push(character)
    }
  }
  return code.join('')
}

/** What people type, as the code was written: capitals, no spaces or dashes. */
export const tidyJoinCode = (typed: string) => typed.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** What an event is called until its organiser names it. */
export const firstEventName = (packName: string): string => `${packName} food hunt`

/** Every zone this machine knows, e.g. Asia/Kuala_Lumpur, and the one in use, which may go by an older name. */
export const timeZones = (inUse: string): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', inUse])].toSorted()

/** Of a first event: the machine's own zone; where it keeps UTC, as servers and containers do, that of the pack. */
export const firstTimeZone = (machine: string, pack: string | undefined): string =>
  machine === 'UTC' && pack ? pack : machine

/** What an organiser typed, or what is wrong with it. `inUse`: the event's zone so far. */
export function checkEvent(
  typed: { name: string; timeZone: string },
  inUse: string,
): { name: string; timeZone: string } | { problem: string } {
  const name = typed.name
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (name === '') return { problem: t`Give the event a name.` }
  if (isLonger(name, longestName))
    return { problem: t`That name is too long: ${longestName} characters at most.` }
  if (!timeZones(inUse).includes(typed.timeZone)) return { problem: t`Pick a time zone from the list.` }
  return { name, timeZone: typed.timeZone }
}
