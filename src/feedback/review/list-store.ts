import type { Db } from '../../db/open.ts'
import { type Decision, decisionOf } from './decisions.ts'

export interface LastSettled {
  catchId: string
  /** Names the act. */
  batch: string
  decision: Decision
  /** Settled in the same act, and standing as it left them. */
  photos: number
}

/** What the reviewer settled last on the review page, as far as it stands: what undo is about. */
export async function lastSettled(db: Db, eventId: string, userId: string): Promise<LastSettled | null> {
  const row = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .select(eb => [
      'review.catch_id as catchId',
      'review.batch',
      'review.decision',
      'review.food',
      eb
        .selectFrom('review as other')
        .whereRef('other.batch', '=', 'review.batch')
        .select(e => e.fn.countAll<number>().as('n'))
        .as('photos'),
    ])
    .where('catch.event_id', '=', eventId)
    .where('review.reviewer', '=', userId)
    // What was moved is undone where it was moved.
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('audit_log')
          .select('id')
          .whereRef('subject', '=', 'review.catch_id')
          .whereRef('audit_log.batch', '=', 'review.batch')
          .where('action', '=', 'settled'),
      ),
    )
    .orderBy('review.decided_at', 'desc')
    .orderBy('review.batch', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { catchId, batch, decision, food, photos } = row
  return { catchId, batch, decision: decisionOf(decision, food), photos: photos ?? 1 }
}

interface SettledPhoto {
  catchId: string
  /** Names the act. */
  batch: string
  photoId: string
  nickname: string
  decision: Decision
  decidedAt: number
  /** Sent by whoever looks at the list: theirs is not for them to reopen. */
  own: boolean
  /** Address of who decided; null where they were stopped. */
  reviewer: string | null
}

/** What has been settled, newest first; with `by`, by that reviewer. */
export async function settledPhotos(
  db: Db,
  eventId: string,
  page: { userId: string; by: string | null; limit: number; offset: number },
): Promise<SettledPhoto[]> {
  let query = db
    .selectFrom('review')
    // Not an inner join, which SQLite begins with the catches: so it reads from the newest review on, and stops.
    .crossJoin('catch')
    .whereRef('catch.id', '=', 'review.catch_id')
    .innerJoin('player', 'player.id', 'catch.player_id')
    .leftJoin('user', join => join.onRef('user.id', '=', 'review.reviewer').on('user.role', 'is not', null))
    .select([
      'catch.id as catchId',
      'catch.photo_id as photoId',
      'player.nickname',
      'player.user_id as sender',
      'review.batch',
      'review.decision',
      'review.food',
      'review.decided_at as decidedAt',
      'user.email as reviewer',
    ])
    .where('catch.event_id', '=', eventId)
  if (page.by) query = query.where('review.reviewer', '=', page.by)
  const rows = await query
    .orderBy('review.decided_at', 'desc')
    .orderBy('review.catch_id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return rows.map(({ decision, food, sender, ...row }) => ({
    ...row,
    own: sender === page.userId,
    decision: decisionOf(decision, food),
  }))
}

/** How many photos of an event each reviewer settled, and when last. */
export async function settledBy(
  db: Db,
  eventId: string,
): Promise<Map<string, { photos: number; last: number }>> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .select(e => [
      e.ref('review.reviewer').$notNull().as('reviewer'),
      e.fn.countAll<number>().as('photos'),
      e.fn.max('review.decided_at').as('last'),
    ])
    .where('catch.event_id', '=', eventId)
    .where('review.reviewer', 'is not', null)
    .groupBy('review.reviewer')
    .execute()
  return new Map(rows.map(({ reviewer, ...counts }) => [reviewer, counts]))
}

/** Photos nobody has settled, and how many of them a player contradicted or named. */
export async function countOpen(db: Db, eventId: string): Promise<{ open: number; flagged: number }> {
  const row = await db
    .selectFrom('catch')
    .leftJoin('review', 'review.catch_id', 'catch.id')
    .leftJoin('feedback', 'feedback.catch_id', 'catch.id')
    .select(e => [
      e.fn.countAll<number>().as('open'),
      e.fn.count<number>('feedback.answer').filterWhere('feedback.answer', '!=', 'yes').as('flagged'),
    ])
    .where('catch.event_id', '=', eventId)
    .where('review.catch_id', 'is', null)
    .executeTakeFirstOrThrow()
  return row
}

/** Claims nobody has looked at yet. */
export async function countWaiting(db: Db, eventId: string): Promise<number> {
  const row = await db
    .selectFrom('claim')
    .innerJoin('catch', 'catch.id', 'claim.catch_id')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('catch.event_id', '=', eventId)
    .where('claim.state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return row.n
}

/** What the filters offer: players who sent photos and models that answered. */
export async function filterChoices(db: Db, eventId: string) {
  const players = await db
    .selectFrom('player')
    .select(['id', 'nickname as name'])
    .where('event_id', '=', eventId)
    .where('id', 'in', eb => eb.selectFrom('catch').select('player_id').where('event_id', '=', eventId))
    .orderBy('nickname')
    .execute()
  const models = await db
    .selectFrom(db.selectFrom('prediction').select('model').distinct().as('used'))
    .select('model')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('prediction')
          .innerJoin('catch', 'catch.photo_id', 'prediction.photo_id')
          .select('catch.id')
          .whereRef('prediction.model', '=', 'used.model')
          .where('catch.event_id', '=', eventId),
      ),
    )
    .orderBy('model')
    .execute()
  return { players, models: models.map(row => row.model) }
}
