import { schedule as cron } from 'node-cron'
import { countLabelledSince } from '../dataset/index.ts'
import type { Db } from '../db/open.ts'
import { currentEvent } from '../events/index.ts'
import { slotBefore } from './schedule-rules.ts'
import { keepSlot, lastSlot, scheduleOf } from './schedule-store.ts'
import type { Started } from './start-job.ts'
import { lastUsual } from './store.ts'
import { startWatched, type Watching } from './watch.ts'

const name = 'nightly-retrain'

/**
 * Photos settled since the last night gathered what there was; a trial with other settings does not count, nor does a
 * night of a clock that was ahead: nothing would wait until the clock has come so far.
 */
export async function countWaitingPhotos(db: Db, eventId: string, now: number): Promise<number> {
  const last = await lastUsual(db, name)
  const { collectedAt = 0 } = JSON.parse(last?.outcome ?? '{}') as { collectedAt?: number }
  return await countLabelledSince(db, eventId, collectedAt > now ? 0 : collectedAt)
}

/**
 * Starts the night job if its time has come since it was last seen to and enough photos wait: at night, and after a
 * start for a night that was missed. A slot counts as seen to only after that, so one that is cut short is made up for.
 */
export async function startIfDue(
  { db, clock }: Pick<Watching, 'db' | 'clock'>,
  start: () => Promise<Started>,
): Promise<boolean> {
  const { on, time, minimum } = await scheduleOf(db)
  const event = await currentEvent(db)
  const slot = slotBefore(time, event.timeZone, clock())
  const seen = await lastSlot(db)
  // A first start has missed nothing, nor has one whose clock was ahead before.
  if (seen === null || seen > clock()) {
    await keepSlot(db, clock())
    return false
  }
  if (slot <= seen) return false
  const due = on && (await countWaitingPhotos(db, event.id, clock())) >= minimum
  const started = due && (await start()).started
  await keepSlot(db, slot)
  return started
}

/**
 * Asks once a minute whether the night job is due, by the clock of the event's own time zone. So one question answers for
 * a time or a zone that was changed, for a machine that was off or slept, and for the night whose clocks jump over the
 * time.
 */
export function runSchedule(context: Watching): () => Promise<void> {
  let looking: Promise<unknown> = Promise.resolve()
  const look = () => {
    looking = looking
      .then(() => startIfDue(context, () => startWatched(context, name, { requestedBy: 'schedule' })))
      .catch(error => context.log.error({ err: error }, 'the schedule could not be kept'))
    return looking
  }
  void look()
  const task = cron('* * * * *', look, {
    timezone: 'UTC',
    noOverlap: true,
    name,
    suppressMissedWarning: true,
  })
  return async () => {
    await task.destroy()
    await looking
  }
}
