import { z } from 'zod'
import { instantOf } from '../game/times.ts'
import { t } from '../web/languages/words.ts'

/** When the night job runs by itself. */
export const scheduleSchema = z.strictObject({
  on: z.boolean().default(true),
  /** In the event's time zone, HH:MM. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('02:30'),
  /** Newly settled photos it waits for. */
  minimum: z.number().int().min(1).max(10_000).default(10),
})
export type Schedule = z.infer<typeof scheduleSchema>

/** What an organiser typed, or what is wrong with it. */
export function checkSchedule(typed: {
  on: boolean
  time: string
  minimum: string
}): Schedule | { problem: string } {
  const { on, time, minimum } = typed
  if (!scheduleSchema.shape.time.safeParse(time).success || time === '')
    return { problem: t`Write the time as hours and minutes, such as 02:30.` }
  if (!/^\d{1,5}$/.test(minimum) || Number(minimum) < 1 || Number(minimum) > 10_000)
    return { problem: t`The number of photos must be from 1 to 10000.` }
  return { on, time, minimum: Number(minimum) }
}

const day = 24 * 60 * 60 * 1000

/** The last time the clock in this zone showed `time` before or at `now`. */
export function slotBefore(time: string, timeZone: string, now: number): number {
  const slots = slotsAround(time, timeZone, now).filter(slot => slot <= now)
  return slots.at(-1) ?? now
}

/** The next time it will. */
export function slotAfter(time: string, timeZone: string, now: number): number {
  return slotsAround(time, timeZone, now).find(slot => slot > now) ?? now + day
}

/** The day before yesterday's to the day after tomorrow's, in order: a zone's day need not be this machine's. */
const slotsAround = (time: string, timeZone: string, now: number): number[] =>
  [-2, -1, 0, 1, 2]
    .map(days => instantOf(dayOf(now + days * day, timeZone), time, timeZone))
    .sort((a, b) => a - b)

/** 2026-11-21, in the zone. */
const dayOf = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant)
