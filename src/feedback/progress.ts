import type { Db } from '../db/open.ts'

/**
 * Photos a reviewer has settled on, by food: what a still-learning food has gathered here. Near-duplicates are one
 * example, however many there are.
 */
export async function examplesByFood(db: Db, eventId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .select(e => [
      'review.food',
      e.fn.count<number>(e.fn.coalesce('photo.look_group', 'photo.id')).distinct().as('examples'),
    ])
    .where('catch.event_id', '=', eventId)
    .where('review.decision', '=', 'food')
    .groupBy('review.food')
    .execute()
  return new Map(rows.map(row => [row.food ?? '', row.examples]))
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
