import { ErrorPage, ErrorPart } from '../../views/error.tsx'
import type { Frame } from '../../views/models.ts'
import type { Context } from '../context.ts'
import { AppError, isDatabaseBusy, isDiskFull, messageOf, noRoom } from '../errors.ts'
import { frameOf } from './frame.ts'
import { html, seeOther } from './html.ts'
import { phrase } from './languages/phrase.ts'
import { speak } from './languages/words.ts'
import { staticStamp } from './static.ts'
import type { Visit } from './visit.ts'

/** What is known of a request when something goes wrong, which may be before its visitor is. */
export interface FailedRequest {
  request: Request
  url: URL
  /** Which of the app's routes takes it. */
  route?: string
  id: string
  partial: boolean
}

/**
 * The page or part people see, and the line in the log that says why. Of a visit the page keeps its frame: a player
 * whose photo was refused has not been thrown out of the event.
 */
export function errorAnswer(context: Context, failed: FailedRequest | Visit, error: unknown): Response {
  const known = error instanceof AppError ? error : unexpected(error)
  const line = {
    id: failed.id,
    method: failed.request.method,
    // A path may hold a link's token, well or badly copied.
    ...('route' in failed ? { route: failed.route } : { path: beginningOf(failed.url.pathname) }),
    status: known.status,
  }
  if (known.status >= 500) context.log.error({ ...line, err: known.cause ?? known }, known.message)
  else context.log.info(known.cause ? { ...line, cause: messageOf(known.cause) } : line, known.message)

  if (known.status === 401 && !failed.partial && failed.request.method === 'GET')
    return seeOther(known.signIn ?? ownPage(failed))
  const headers: Record<string, string> = known.retryAfter ? { 'retry-after': String(known.retryAfter) } : {}
  const model = {
    status: known.status,
    message: speak(known.words),
    requestId: failed.id,
    signIn: known.signIn ?? null,
  }
  if (failed.partial) return html(<ErrorPart model={model} />, { status: known.status, headers })
  // Good news can wait for a page that is about something else.
  const frame =
    'viewer' in failed ? { ...frameOf(context, failed), notices: [] } : strangersFrame(context, failed)
  return html(<ErrorPage frame={frame} model={model} />, { status: known.status, headers })
}

/** Where who has not joined goes on: organisers and reviewers need not play. */
function ownPage(failed: FailedRequest | Visit): string {
  const viewer = 'viewer' in failed ? failed.viewer : null
  if (viewer?.organiser) return '/organiser'
  return viewer?.reviewer ? '/organiser/review' : '/join'
}

/** "/organiser/…": as much of a path that no route takes as can be no secret. */
function beginningOf(pathname: string): string {
  const [first = '', ...more] = pathname.slice(1).split('/')
  const known = /^[a-z.-]{0,20}$/.test(first)
  return known && more.length === 0 ? pathname : `/${known ? `${first}/` : ''}…`
}

/** Before anybody looked up who is asking. */
const strangersFrame = (context: Context, failed: FailedRequest): Frame => ({
  path: failed.url.pathname,
  back: '/',
  packName: context.pack.name,
  event: null,
  player: null,
  organiser: false,
  version: context.version,
  stamp: staticStamp(),
})

function unexpected(cause: unknown): AppError {
  if (isDiskFull(cause)) return new AppError(507, noRoom, { cause })
  if (isDatabaseBusy(cause)) {
    const words = phrase`Something else is writing a lot just now. Please try again in a moment.`
    return new AppError(503, words, { cause, retryAfter: 5 })
  }
  return new AppError(
    500,
    phrase`Something broke on our side. Your photo may not have been kept: please try again.`,
    { cause },
  )
}
