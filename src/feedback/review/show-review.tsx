import { ReviewPage, ReviewPart } from '../../../views/organiser/review.tsx'
import type { ReviewModel } from '../../../views/review-models.ts'
import { photoAddress } from '../../catching/index.ts'
import { verdicts } from '../../classifier/verdict.ts'
import type { Context } from '../../context.ts'
import { foodOptions } from '../../game/index.ts'
import { daySpan } from '../../game/times.ts'
import type { Pack } from '../../packs/load.ts'
import { loadVersionNames } from '../../registry/index.ts'
import { frameOf } from '../../web/frame.ts'
import { html } from '../../web/html.ts'
import { t } from '../../web/languages/words.ts'
import type { ReviewerVisit } from '../../web/visit.ts'
import { wordsForReviewer } from './decisions.ts'
import { itemModel } from './item-model.ts'
import { countOpen, filterChoices, type LastSettled, lastSettled } from './list-store.ts'
import { takeNext } from './queue-store.ts'
import { filterQuery, type QueueFilter, readFilter } from './rules.ts'

/** GET /organiser/review: the photo that teaches most; with ?photo=… that one, where it is open. */
export function showReview(context: Context, visit: ReviewerVisit): Promise<Response> {
  const first = visit.url.searchParams.get('photo')
  return renderReview(context, visit, first === null ? {} : { first })
}

interface Shown {
  /** A photo to show before all others. */
  first?: string
  problem?: string
}

/** The page, or for htmx its main part alone. */
export async function renderReview(
  context: Context,
  visit: ReviewerVisit,
  shown: Shown = {},
): Promise<Response> {
  const model = await reviewModel(context, visit, shown)
  const status = shown.problem ? 409 : 200
  if (visit.partial) return html(<ReviewPart model={model} />, { status })
  // The filters stay as they are while photos come and go, so only a whole page asks for them.
  const { players, models } = await filterChoices(context.db, visit.event.id)
  const nameOf = await loadVersionNames(context, visit.event.timeZone, models)
  const choices = { players, models: models.map(id => ({ id, name: nameOf(id) })) }
  return html(<ReviewPage frame={frameOf(context, visit)} model={model} choices={choices} />, { status })
}

async function reviewModel(context: Context, visit: ReviewerVisit, shown: Shown): Promise<ReviewModel> {
  const { db, pack } = context
  const filter = knownFilter(context, visit, readFilter(visit.url.searchParams))
  const eventId = visit.event.id
  const { userId } = visit.viewer
  const sent = daySpan(filter.day, visit.event.timeZone)
  const taken = await takeNext(db, {
    eventId,
    userId,
    filter,
    now: context.clock(),
    ...(sent && { sent }),
    ...(shown.first && { first: shown.first }),
  })
  const last = await lastSettled(db, eventId, userId)
  return {
    item: taken && (await itemModel(context, visit, taken)),
    next: taken?.next ? photoAddress(taken.next.photoId, 'photo') : null,
    ...(await countOpen(db, eventId)),
    last: last && { catchId: last.catchId, batch: last.batch, words: lastWords(pack, last) },
    problem: shown.problem ?? null,
    filter,
    query: filterQuery(filter),
    foods: foodOptions(context),
  }
}

function lastWords(pack: Pack, { decision, photos }: LastSettled): string {
  const decided = wordsForReviewer(decision, pack)
  return photos > 1 ? t`${decided}, ${photos} photos` : decided
}

/** A food, a verdict or a day that does not exist filters nothing. */
const knownFilter = (
  { pack }: Pick<Context, 'pack'>,
  { event }: ReviewerVisit,
  filter: QueueFilter,
): QueueFilter => ({
  ...filter,
  food: pack.food(filter.food) ? filter.food : '',
  verdict: verdicts.find(verdict => verdict === filter.verdict) ?? '',
  day: daySpan(filter.day, event.timeZone) ? filter.day : '',
})
