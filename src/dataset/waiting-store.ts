import type { Db } from '../db/open.ts'

/** Photos that were settled or added after `since` and teach something: what the next training has to learn from. */
export async function countLabelledSince(db: Db, eventId: string, since: number): Promise<number> {
  const settled = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('catch.event_id', '=', eventId)
    .where('review.decision', 'in', ['food', 'other_food', 'not_food'])
    .where('review.decided_at', '>', since)
    .executeTakeFirstOrThrow()
  const added = await db
    .selectFrom('example')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('event_id', '=', eventId)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return settled.n + added.n
}
