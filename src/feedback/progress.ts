import type { Db } from '../db/open.ts'

/** Claims a reviewer has agreed with, by food: the photos a still-learning food has gathered here. */
export async function approvedByFood(db: Db, eventId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('claim')
    .innerJoin('catch', 'catch.id', 'claim.catch_id')
    .select(['claim.food', e => e.fn.countAll<number>().as('photos')])
    .where('catch.event_id', '=', eventId)
    .where('claim.state', '=', 'approved')
    .groupBy('claim.food')
    .execute()
  return new Map(rows.map(row => [row.food ?? '', row.photos]))
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
