import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { endReviewer } from './reviewer-store.ts'

/** POST /organiser/reviewers/:id/end: they check no photo any more. What they settled stays. */
export async function endReviewing(
  context: Context,
  { params, event, viewer }: OrganiserVisit,
): Promise<Response> {
  const ending = { reviewerId: params.id ?? '', eventId: event.id, by: viewer.userId, now: context.clock() }
  if (!(await endReviewer(context.db, ending))) throw notFound(phrase`reviewer`)
  return seeOther('/organiser/reviewers?ended')
}
