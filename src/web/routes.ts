import { AppError, notFound } from '../errors.ts'
import { phrase } from './languages/phrase.ts'
import type { Asked, Handler, OrganiserVisit, PlayerVisit, ReviewerVisit, Visit } from './visit.ts'

type Method = 'GET' | 'POST'
export const audiences = ['anyone', 'player', 'reviewer', 'organiser'] as const
export type Audience = (typeof audiences)[number]

interface VisitRoute {
  method: Method
  path: string
  /** Who gets past the door. Whether a thing is theirs, the handler's loader decides. */
  audience: Audience
  handle: Handler
}

interface AlwaysRoute {
  method: Method
  path: string
  audience: 'always'
  handle: Handler<Asked>
}

export type Route = VisitRoute | AlwaysRoute

/** Neither who asks nor the event is looked up before, so it is answered also when the database is broken. */
export const always = (method: Method, path: string, handle: Handler<Asked>): Route => ({
  method,
  path,
  audience: 'always',
  handle,
})

export const anyone = (method: Method, path: string, handle: Handler): Route => ({
  method,
  path,
  audience: 'anyone',
  handle,
})

/** Somebody who has joined the running event; others are shown the way in. */
export const player = (method: Method, path: string, handle: Handler<PlayerVisit>): Route => ({
  method,
  path,
  audience: 'player',
  handle: (context, visit) => {
    if (!isPlayer(visit)) throw new AppError(401, phrase`Join first: you need the code on the poster.`)
    return handle(context, visit)
  },
})

/** For every other account and player these pages do not exist; who has no session is shown where to sign in. */
export const organiser = (method: Method, path: string, handle: Handler<OrganiserVisit>): Route => ({
  method,
  path,
  audience: 'organiser',
  handle: (context, visit) => {
    if (!isOrganiser(visit)) throw closed(visit)
    return handle(context, visit)
  },
})

/** Reviewers and organisers; others as above. */
export const reviewer = (method: Method, path: string, handle: Handler<ReviewerVisit>): Route => ({
  method,
  path,
  audience: 'reviewer',
  handle: (context, visit) => {
    if (!isReviewer(visit)) throw closed(visit)
    return handle(context, visit)
  },
})

/** Sessions end by themselves. Nothing is looked up before, so the answer tells nobody what exists. */
function closed({ viewer, request, url }: Visit): AppError {
  if (viewer) return notFound()
  const back = request.method === 'GET' ? `?next=${encodeURIComponent(url.pathname + url.search)}` : ''
  return new AppError(
    401,
    phrase`You are not signed in any more, so nothing was done. Sign in and try again.`,
    { signIn: `/organiser/sign-in${back}` },
  )
}

const isPlayer = (visit: Visit): visit is PlayerVisit => visit.viewer?.player != null
const isOrganiser = (visit: Visit): visit is OrganiserVisit => visit.viewer?.organiser === true
const isReviewer = (visit: Visit): visit is ReviewerVisit => visit.viewer?.reviewer === true
