import { AppError } from '../errors.ts'
import { type Phrase, phrase } from '../web/languages/phrase.ts'

/** A zip that is refused whole. */
export const refuse = (why: Phrase, options?: { cause: unknown }): AppError =>
  new AppError(422, phrase`Nothing was brought in. ${why}`, options)
