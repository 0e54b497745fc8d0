import type { Db } from '../db/open.ts'

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
