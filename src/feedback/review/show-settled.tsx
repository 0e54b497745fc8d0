import { SettledPage } from '../../../views/organiser/settled.tsx'
import { photoAddress } from '../../catching/index.ts'
import type { Context } from '../../context.ts'
import { timeText } from '../../game/times.ts'
import { frameOf } from '../../web/frame.ts'
import { html } from '../../web/html.ts'
import { t } from '../../web/languages/words.ts'
import { pageNumber, pagesBeside } from '../../web/pages.ts'
import type { ReviewerVisit } from '../../web/visit.ts'
import { wordsForReviewer } from './decisions.ts'
import { settledPhotos } from './list-store.ts'

const pageLength = 60

/** GET /organiser/review/settled, ?page=2 for older ones, ?by=USER for one reviewer’s: what was decided, to be looked at again. */
export async function showSettled(context: Context, visit: ReviewerVisit): Promise<Response> {
  const page = pageNumber(visit.url)
  const by = visit.url.searchParams.get('by')
  const rows = await settledPhotos(context.db, visit.event.id, {
    userId: visit.viewer.userId,
    by,
    limit: pageLength + 1,
    offset: (page - 1) * pageLength,
  })
  const when = timeText(visit.event.timeZone)
  const stopped = t`a stopped reviewer`
  const address = (n: number) =>
    `/organiser/review/settled?${new URLSearchParams({ ...(by && { by }), page: String(n) })}`
  const model = {
    by: by && (rows[0]?.reviewer ?? stopped),
    rows: rows.slice(0, pageLength).map(row => ({
      catchId: row.catchId,
      batch: row.batch,
      thumbnail: photoAddress(row.photoId, 'thumbnail'),
      photo: photoAddress(row.photoId, 'photo'),
      nickname: row.nickname,
      own: row.own,
      decision: wordsForReviewer(row.decision, context.pack),
      reviewer: row.reviewer ?? stopped,
      when: when(row.decidedAt),
    })),
    pages: pagesBeside(page, rows.length > pageLength, address),
  }
  return html(<SettledPage frame={frameOf(context, visit)} model={model} />)
}
