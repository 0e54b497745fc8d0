import { schedule as cron, type ScheduledTask } from 'node-cron'
import { countLabelledSince } from '../dataset/index.ts'
import type { Db } from '../db/open.ts'
import { currentEvent } from '../events/store.ts'
import { slotBefore } from './schedule-rules.ts'
import { keepSlot, lastSlot, scheduleOf } from './schedule-store.ts'
import type { Started } from './start-job.ts'
import { lastEnded } from './store.ts'
import { startWatched, type Watching } from './watch.ts'

const name = 'nightly-retrain'

/** Photos settled since the last night gathered what there was. */
export async function countWaitingPhotos(db: Db, eventId: string): Promise<number> {
  const last = await lastEnded(db, name, ['done'])
  const { collectedAt = 0 } = JSON.parse(last?.outcome ?? '{}') as { collectedAt?: number }
  return await countLabelledSince(db, eventId, collectedAt)
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
  // A first start has missed nothing.
  if (seen === null) await keepSlot(db, clock())
  if (seen === null || slot <= seen) return false
  const due = on && (await countWaitingPhotos(db, event.id)) >= minimum
  const started = due && (await start()).started
  await keepSlot(db, slot)
  return started
}

/** Milliseconds between two looks at what the organiser set. */
const lookEvery = 3000

/** Wakes the night job at its time, in the event's own time zone, also when the organiser changes either. */
export function runSchedule(context: Watching): () => Promise<void> {
  let task: ScheduledTask | null = null
  let set = ''
  let looking = Promise.resolve()
  const start = () => startWatched(context, name, { requestedBy: 'schedule' })
  const due = () => startIfDue(context, start)
  const then = (work: () => Promise<unknown>) => {
    looking = looking
      .then(async () => void (await work()))
      .catch(error => context.log.error({ err: error }, 'the schedule could not be kept'))
    return looking
  }
  const arrange = async () => {
    const { on, time } = await scheduleOf(context.db)
    const { timeZone } = await currentEvent(context.db)
    const wanted = on ? `${time} ${timeZone}` : ''
    if (wanted === set) return
    await task?.destroy()
    const [hour, minute] = time.split(':').map(Number)
    const options = { timezone: timeZone, noOverlap: true, name, suppressMissedWarning: true }
    task = on ? cron(`${minute} ${hour} * * *`, () => then(due), options) : null
    // The machine slept: it is made up for as after a start.
    task?.on('execution:missed', () => then(due))
    set = wanted
  }
  void then(due)
  void then(arrange)
  const timer = setInterval(() => void then(arrange), lookEvery)
  return async () => {
    clearInterval(timer)
    await looking
    await task?.destroy()
  }
}
