import type { Schedule } from '../../src/jobs/schedule-rules.ts'
import type { Words } from '../../src/web/languages/phrase.ts'

/** What an organiser sees of the training. */
export interface TrainingModel {
  /** Photos settled since the last training. */
  waiting: number
  /** "22 Nov 2026, 02:30"; null: it does not run by itself. */
  next: string | null
  schedule: Schedule
  /** What stands in the form. */
  typed: { on: boolean; time: string; minimum: string }
  timeZone: string
  running: RunningModel | null
  last: LastTrainingModel | null
  /** What was typed and cannot be. */
  problem: string | null
}

export interface RunningModel {
  /** What it does now. */
  words: string
  /** 0 to 100. */
  percent: number
  /** "2 min 5 s", about; null: nobody knows yet. */
  left: string | null
  /** False once it puts the new model to use. */
  mayCancel: boolean
}

export interface LastTrainingModel {
  when: string
  title: string
  /** A sentence each. */
  sentences: Words[]
  /** That was made, and has a report; null where there is none. */
  version: string | null
  good: boolean
  /** It left photos out that somebody should look at again. */
  doubts: boolean
}
