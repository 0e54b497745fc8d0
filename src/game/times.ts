import { language, languageTags } from '../web/languages/language.ts'

/** "21 Nov 2026, 10:34" in a time zone such as Asia/Kuala_Lumpur. Making one costs more than using it often. */
export function timeText(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat(languageTags[language()], {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return instant => format.format(instant)
}

/** "10:34" of a time today, "20 Nov" of one before. */
export function shortTimeText(timeZone: string, now: number): (instant: number) => string {
  const { day, time } = shortFormats(timeZone)
  const today = dateText(now, timeZone)
  return instant => (dateText(instant, timeZone) === today ? time : day).format(instant)
}

/** "20 Nov 10:34". */
export function dayAndTimeText(timeZone: string): (instant: number) => string {
  const { day, time } = shortFormats(timeZone)
  return instant => `${day.format(instant)} ${time.format(instant)}`
}

function shortFormats(timeZone: string) {
  const tag = languageTags[language()]
  return {
    day: new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'short' }),
    time: new Intl.DateTimeFormat(tag, { timeZone, timeStyle: 'short' }),
  }
}

/** "21 Nov 2026". */
export const dateText = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat(languageTags[language()], { timeZone, dateStyle: 'medium' }).format(instant)

/** From the first instant of a day ("2026-11-21") in a time zone until the next day's; null where there is no such day. */
export function daySpan(day: string, timeZone: string): [from: number, until: number] | null {
  const noon = Date.parse(`${day}T12:00:00Z`)
  // The parser takes 30 February for 2 March.
  if (Number.isNaN(noon) || new Date(noon).toISOString().slice(0, 10) !== day) return null
  const next = new Date(noon + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  return [midnight(day, timeZone), midnight(next, timeZone)]
}

/** When a day begins in a time zone. */
const midnight = (day: string, timeZone: string): number => instantOf(day, '00:00', timeZone)

/**
 * When the clocks of a time zone show a time (HH:MM) of a day. Where they jump over it, as much later as they jump; where
 * they show it twice, one of the two.
 */
export function instantOf(day: string, time: string, timeZone: string): number {
  const utc = Date.parse(`${day}T${time}:00Z`)
  // Sweden writes 2026-11-21 10:34:00, which can be read back.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const ahead = (instant: number) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`) - instant
  // Asked again where that led to, for the clocks may change between the two.
  const first = utc - ahead(utc)
  const second = utc - ahead(first)
  return second + ahead(second) === utc ? second : Math.max(first, second)
}
