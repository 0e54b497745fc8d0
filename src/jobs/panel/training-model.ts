import type { LastTrainingModel, RunningModel, TrainingModel } from '../../../views/models/training-models.ts'
import type { Context } from '../../context.ts'
import { timeText } from '../../game/times.ts'
import { duration } from '../../training/progress.ts'
import { outcomeSchema, type RetrainOutcome } from '../../training/retrain/index.ts'
import { type Phrase, phrase, type Words } from '../../web/languages/phrase.ts'
import { speak, t } from '../../web/languages/words.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { definitions } from '../definitions.ts'
import { timesOf } from '../follow.ts'
import { progressOf } from '../rules.ts'
import { countWaitingPhotos } from '../schedule.ts'
import { slotAfter } from '../schedule-rules.ts'
import { scheduleOf } from '../schedule-store.ts'
import { type JobRow, lastEnded, runningJob } from '../store.ts'

const name = 'nightly-retrain'

/** What the panel says; `refused`: what was typed into the schedule, and why it cannot be. */
export async function trainingModel(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { event }: Pick<OrganiserVisit, 'event'>,
  refused: Pick<TrainingModel, 'typed' | 'problem'> | null = null,
): Promise<TrainingModel> {
  const when = timeText(event.timeZone)
  const schedule = await scheduleOf(db)
  const running = await runningJob(db, name)
  const last = await lastEnded(db, name)
  return {
    waiting: await countWaitingPhotos(db, event.id, clock()),
    next: schedule.on ? when(slotAfter(schedule.time, event.timeZone, clock())) : null,
    ...{ schedule, timeZone: event.timeZone },
    ...(refused ?? { typed: { ...schedule, minimum: String(schedule.minimum) }, problem: null }),
    running: running && runningModel(running, await lastEnded(db, name, ['done']), clock()),
    last: last && lastModel(last, when),
  }
}

function runningModel(job: JobRow, before: JobRow | null, now: number): RunningModel {
  const { steps, whole } = definitions[name]
  const { words, percent, left } = progressOf(steps, job, now, timesOf(before))
  return {
    ...{ words, percent },
    left: left === null ? null : duration(left),
    mayCancel: job.step === null || !whole.includes(job.step),
  }
}

const titles: Record<RetrainOutcome['result'], Phrase> = {
  promoted: phrase`Last time it learned, and the new model took over`,
  waiting: phrase`Last time it learned; the new model waits for you`,
  refused: phrase`Last time the new model was refused`,
  same: phrase`Last time there was nothing new`,
  nothing: phrase`Last time there was nothing to learn from`,
}

function lastModel(job: JobRow, when: (instant: number) => string): LastTrainingModel {
  const ended = { when: when(job.endedAt ?? job.createdAt), version: null, good: false, doubts: false }
  if (job.state === 'cancelled') return { ...ended, title: t`Last time it was stopped`, sentences: [] }
  const said: unknown = JSON.parse(job.outcome ?? '{}')
  const outcome = outcomeSchema.safeParse(said)
  if (job.state === 'failed' || !outcome.success) {
    const { problem = phrase`The log says why.` } = said as { problem?: Words }
    return { ...ended, title: t`Last time it did not work`, sentences: [problem] }
  }
  const { result, version, summary } = outcome.data
  return {
    ...{ ...ended, title: speak(titles[result]), sentences: summary, good: result === 'promoted' },
    version: result === 'nothing' ? null : version,
    doubts: (outcome.data.leftOut.doubtful ?? 0) > 0,
  }
}

/** A line on it for the organiser's first page. */
export function trainingLine({ running, waiting, next }: TrainingModel): string {
  if (running) return t`It is learning: ${running.percent}%.`
  if (next === null)
    return waiting === 1
      ? t`1 newly settled photo waits to be learned from.`
      : t`${waiting} newly settled photos wait to be learned from.`
  return waiting === 1
    ? t`1 newly settled photo waits to be learned from; it looks again ${next}.`
    : t`${waiting} newly settled photos wait to be learned from; it looks again ${next}.`
}
