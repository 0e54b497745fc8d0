import { t } from '../web/languages/words.ts'

/** Told how many of `total` are done. */
export type Progress = (done: number, total: number) => void

const interval = 1000
/** Milliseconds nobody minds waiting without a word. */
const patience = 3000

interface Output {
  readonly isTTY?: boolean
  write(text: string): boolean
}

/**
 * A line on stderr, at most one a second: how far, and about how long it will still take. On a terminal it is
 * rewritten in place; elsewhere a line is printed for every tenth.
 */
export function progressLine(
  label: string,
  clock: () => number = Date.now,
  out: Output = process.stderr,
): Progress {
  const started = clock()
  let last = 0
  let lastTenth = -1
  return (done, total) => {
    const now = clock()
    const tenth = Math.floor((10 * done) / total)
    const due = out.isTTY ? now - last >= interval || done === total : tenth > lastTenth
    if (!due) return
    last = now
    lastTenth = tenth
    const text = `${label}: ${done} of ${total}${timeWords(now - started, done, total)}`
    out.write(out.isTTY ? `\r\x1b[K${text}${done === total ? '\n' : ''}` : `${text}\n`)
  }
}

/** Of work that may be over in a moment: says nothing in its first seconds. */
export function whenLong(progress: Progress, clock: () => number = Date.now): Progress {
  const started = clock()
  return (done, total) => {
    if (clock() - started > patience) progress(done, total)
  }
}

/** Before the first is done, nobody knows. */
function timeWords(spent: number, done: number, total: number): string {
  if (done === total) return `, ${duration(spent)} in all`
  return done > 0 ? `, about ${duration((spent / done) * (total - done))} left` : ''
}

/** Milliseconds as people say it. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return t`${seconds} s`
  return seconds < 3600
    ? t`${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : t`${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}
