import { inEnglish, phrase, type Words } from './web/languages/phrase.ts'

/**
 * An error somebody is told about, in words for people: what was wrong and what to do next. A page says a phrase in
 * its reader's language; the log and the terminal have `message`, in English. `cause` is for the log alone.
 */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    /** HTTP status; the command line exits with 1 for any of them. */
    readonly status: number,
    readonly words: Words,
    options?: { cause?: unknown; retryAfter?: number; signIn?: string },
  ) {
    super(inEnglish(words), options)
    this.retryAfter = options?.retryAfter
    this.signIn = options?.signIn
  }

  /** Seconds after which the same request may work, sent as Retry-After. */
  readonly retryAfter: number | undefined

  /** The page where an account signs in, for whom that would help. */
  readonly signIn: string | undefined
}

/** The answer for what does not exist and for what is not yours: nobody learns which. */
export const notFound = (what = phrase`page`) => new AppError(404, phrase`We could not find that ${what}.`)

/** Narrows what was caught to something with a message. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const diskFullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL']

/** Whether something could not be written because the disk, or this user's share of it, is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && diskFullCodes.includes(error.code)

/** What is said where it is. */
export const noRoom = phrase`There is no room left on this server, so nothing can be saved. Tell the organiser.`

/** Whether another process kept the database to itself for longer than `busy_timeout`. */
export const isDatabaseBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
