import type { Db } from '../db/open.ts'
import { tellingKinds } from '../feedback/review/decisions.ts'

/**
 * Photos that were settled or added after `since` and teach something, and those whose label somebody has changed or found
 * right since: what the next training has to learn from.
 */
export async function countLabelledSince(db: Db, eventId: string, since: number): Promise<number> {
  const waiting = db
    .selectFrom('review')
    // Begins with the newest reviews, not with all catches.
    .crossJoin('catch')
    .whereRef('catch.id', '=', 'review.catch_id')
    .select('catch.id')
    .where('catch.event_id', '=', eventId)
    .where('review.decision', 'in', tellingKinds)
    .where('review.decided_at', '>', since)
    .union(
      db.selectFrom('example').select('id').where('event_id', '=', eventId).where('created_at', '>', since),
    )
    .union(
      db
        .selectFrom('audit_log')
        .innerJoin('example', 'example.id', 'subject')
        .select('example.id')
        .where('audit_log.event_id', '=', eventId)
        .where('action', 'in', ['moved', 'confirmed'])
        .where('at', '>', since),
    )
    .union(
      db
        .selectFrom('doubt')
        .innerJoin('catch', 'catch.id', 'doubt.catch_id')
        .select('catch.id')
        .where('catch.event_id', '=', eventId)
        .where('confirmed_at', '>', since),
    )
  const { n } = await db
    .selectFrom(waiting.as('waiting'))
    .select(e => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}
