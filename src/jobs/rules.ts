import type { Phrase } from '../web/languages/phrase.ts'
import { speak, t } from '../web/languages/words.ts'
import type { JobRow } from './store.ts'

/** A part of a job, in the order they are done. */
export interface Step {
  readonly name: string
  /** What it does, for people: "Learning", "Comparing it with today's model". */
  readonly words: Phrase
  /** About how much of the whole time it takes; only their ratio matters. */
  readonly share: number
}

/** Milliseconds without a sign of life after which a job is anybody's. */
const patience = {
  /** Its process is gone: as long as a process of another container, which looks gone from here, may be silent. */
  dead: 10_000,
  /** Nobody has said which process it is yet. */
  unborn: 30_000,
  /**
   * Its process is there. With twenty thousand photos a step computes for minutes without a pause, at the lowest priority: on a
   * busy machine five were too few, and every process that took over began it again.
   */
  silent: 60 * 60_000,
}

/** How often a job goes on at one step before that is given up: what kills it every time would do so for ever. */
export const mostTries = 5

/** Whether nobody works at a running job any more. `birthOf`: when a process was born; null where there is none. */
export function isAbandoned(
  { pid, born, beat }: Pick<JobRow, 'pid' | 'born' | 'beat'>,
  now: number,
  birthOf: (pid: number) => string | null,
): boolean {
  // A sign of life from the future is one of a clock that was ahead.
  const quiet = Math.abs(now - beat)
  if (pid === null) return quiet > patience.unborn
  const lives = birthOf(pid) !== null && birthOf(pid) === born
  return quiet > (lives ? patience.silent : patience.dead)
}

export interface JobProgress {
  /** What it does now. */
  words: string
  /** 0 to 100, of the whole job. */
  percent: number
  /** Milliseconds it will still take, as far as one can tell; null where one cannot. */
  left: number | null
}

/**
 * How far a job is. `before`: milliseconds each step took the last time; without it the steps' shares are stretched by
 * how long this run has taken so far.
 */
export function progressOf(
  steps: readonly Step[],
  job: Pick<JobRow, 'step' | 'done' | 'total' | 'createdAt' | 'stepStartedAt'>,
  now: number,
  before: Readonly<Record<string, number>> | null = null,
): JobProgress {
  const at = steps.findIndex(({ name }) => name === job.step)
  const step = steps[at]
  if (!step) return { words: t`Starting`, percent: 0, left: null }
  const last = steps.at(-1)?.name ?? ''
  // One that found nothing to learn says nothing of the steps it did not come to.
  const times = before?.[last] === undefined ? null : before
  const known = times && steps.filter(({ name }) => times[name] !== undefined)
  // A step that was not needed the last time takes no time, until it is needed: then as long as its share says.
  const stretch = known
    ? sumOf(known, ({ name }) => times[name] ?? 0) / sumOf(known, ({ share }) => share)
    : 1
  const weight = ({ name, share }: Step) =>
    times ? (times[name] ?? (name === job.step ? share * stretch : 0)) : share
  const sum = (some: readonly Step[]) => sumOf(some, weight)
  const part = job.total > 0 ? Math.min(1, job.done / job.total) : 0
  const all = sum(steps)
  const done = (sum(steps.slice(0, at)) + part * weight(step)) / all
  return { words: speak(step.words), percent: Math.floor(100 * done), left: timeLeft() }

  function timeLeft(): number | null {
    // A clock that was set back has not seen the start yet.
    const inStep = Math.max(0, now - job.stepStartedAt)
    const later = sum(steps.slice(at + 1))
    if (times) {
      const rest = part > 0.1 ? (inStep / part) * (1 - part) : Math.max(0, weight(step as Step) - inStep)
      return rest + later
    }
    // Too early to tell.
    return done > 0.05 ? (Math.max(0, now - job.createdAt) / done) * (1 - done) : null
  }
}

const sumOf = (steps: readonly Step[], of: (step: Step) => number): number =>
  steps.reduce((all, each) => all + of(each), 0)
