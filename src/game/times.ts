/** "21 Nov 2026, 10:34" in a time zone such as Asia/Kuala_Lumpur. Making one costs more than using it often. */
export function timeText(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return instant => format.format(instant)
}

/** "21 Nov 2026". */
export const dateText = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium' }).format(instant)
