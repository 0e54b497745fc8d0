import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { Progress } from '../training/progress.ts'
import type { Format } from './folder.ts'
import type { Step } from './rules.ts'

/** What a job may use, in a process of its own. */
export interface JobContext {
  readonly db: Db
  readonly config: Config
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

/** A job as its own code sees it. */
export interface Job {
  readonly id: string
  readonly requestedBy: string
  /** What was asked for otherwise than usual; null: nothing. */
  readonly settings: unknown
  /** When it was asked for, in milliseconds since 1970. */
  readonly createdAt: number
  /**
   * Does a step and keeps its result until the job ends, or gives the result that an earlier process of this job left.
   * Throws LostJob where the job is not this process's any more.
   */
  step<T>(name: string, format: Format<T>, work: (progress: Progress) => Promise<T> | T): Promise<T>
}

/** A job by its name: what it does, and what it says came of it (JSON). */
export interface JobDefinition {
  readonly steps: readonly Step[]
  /** Steps that cannot be left half-way, so that cancelling waits for their end. */
  readonly whole: readonly string[]
  run(job: Job, context: JobContext): Promise<object>
}

/** Somebody else works at the job now, or it was cancelled: whoever catches this ends without another word. */
export class LostJob extends Error {
  override readonly name = 'LostJob'
}
