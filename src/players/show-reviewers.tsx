import { ReviewersPage } from '../../views/organiser/reviewers.tsx'
import type { Context } from '../context.ts'
import { settledBy } from '../feedback/index.ts'
import { timeText } from '../game/times.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { listReviewers } from './reviewer-store.ts'

/** GET /organiser/reviewers: who checks photos beside the organisers, how much, and the way to invite or end one. */
export async function showReviewers(context: Context, visit: OrganiserVisit): Promise<Response> {
  const settled = await settledBy(context.db, visit.event.id)
  const reviewers = await listReviewers(context.db, [...settled.keys()])
  const when = timeText(visit.event.timeZone)
  const model = {
    ended: visit.url.searchParams.has('ended'),
    reviewers: reviewers.map(({ since, ...reviewer }) => {
      const { photos, last } = settled.get(reviewer.id) ?? { photos: 0, last: null }
      return { ...reviewer, since: when(since), settled: photos, last: last === null ? null : when(last) }
    }),
  }
  return html(<ReviewersPage frame={frameOf(context, visit)} model={model} />)
}
