import type { Context } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { watchChampion } from '../../registry/index.ts'
import { field, readForm, smallForm } from '../../web/form.ts'
import { seeOther } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import { t } from '../../web/languages/words.ts'
import type { ReviewerVisit } from '../../web/visit.ts'
import { readDecision } from './decisions.ts'
import { skip } from './queue-store.ts'
import { reopen } from './reopen-store.ts'
import { settle } from './settle-store.ts'
import { renderReview } from './show-review.tsx'

const reviewAddress = ({ url }: ReviewerVisit) => `/organiser/review${url.search}`

/** POST /organiser/review/:id: what the photo shows; its marked look-alikes with it. */
export async function settlePhoto(context: Context, visit: ReviewerVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const decision = readDecision(field(form, 'decision'), food => context.pack.food(food) !== undefined)
  if (!decision) throw new AppError(400, phrase`Pick one of the decisions shown.`)
  const settled = await settle(context.db, context.pack, {
    eventId: visit.event.id,
    reviewer: visit.viewer.userId,
    catchId: visit.params.id ?? '',
    also: form.getAll('also').filter(id => typeof id === 'string'),
    decision,
    batch: Bun.randomUUIDv7(),
    now: context.clock(),
  })
  if (settled === null) throw notFound()
  await watchChampion(context)
  if (settled === 0) {
    const problem = t`Somebody else has that photo, or has settled it. Here is another one.`
    return renderReview(context, visit, { problem })
  }
  return visit.partial ? renderReview(context, visit) : seeOther(reviewAddress(visit))
}

/** POST /organiser/review/:id/skip: later. */
export async function skipPhoto(context: Context, visit: ReviewerVisit): Promise<Response> {
  await skip(context.db, {
    eventId: visit.event.id,
    userId: visit.viewer.userId,
    catchId: visit.params.id ?? '',
    now: context.clock(),
  })
  return visit.partial ? renderReview(context, visit) : seeOther(reviewAddress(visit))
}

/**
 * POST /organiser/review/:id/reopen: takes the decision named `batch` back; with `whole`, for all that was settled in the
 * same act. What was decided anew since stays.
 */
export async function reopenPhoto(context: Context, visit: ReviewerVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const catchId = visit.params.id ?? ''
  const reopened = await reopen(context.db, context.pack, {
    eventId: visit.event.id,
    reviewer: visit.viewer.userId,
    catchId,
    batch: field(form, 'batch'),
    whole: form.has('whole'),
    now: context.clock(),
  })
  if (!reopened) throw notFound(phrase`decision`)
  const [first] = reopened.ids.includes(catchId) ? [catchId] : reopened.ids
  if (reopened.changed > 0) {
    const problem = changedWords(reopened)
    return renderReview(context, visit, { ...(first && { first }), problem })
  }
  if (visit.partial) return renderReview(context, visit, { first: catchId })
  // Whoever takes a decision back wants to decide anew: the address says which photo to show.
  const query = new URLSearchParams(visit.url.search)
  query.set('photo', catchId)
  return seeOther(`/organiser/review?${query}`)
}

function changedWords({ ids, changed }: { ids: readonly string[]; changed: number }): string {
  if (ids.length === 0) return t`That decision was taken back or changed since, so nothing was undone.`
  return changed === 1
    ? t`Undone, but for 1 photo: it was taken back or changed since, and stays as it is now.`
    : t`Undone, but for ${changed} photos: they were taken back or changed since, and stay as they are now.`
}
