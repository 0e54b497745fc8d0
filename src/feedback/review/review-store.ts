import type { Db } from '../../db/open.ts'
import { type Decision, decisionOf } from './decisions.ts'

/** What reviewers found on a photo; null until one has looked. */
export async function reviewOf(db: Db, catchId: string): Promise<Decision | null> {
  const row = await db
    .selectFrom('review')
    .select(['decision', 'food'])
    .where('catch_id', '=', catchId)
    .executeTakeFirst()
  return row ? decisionOf(row.decision, row.food) : null
}

/** What reviewers found on each of these photos that one has looked at. */
export async function reviewsOf(db: Db, catchIds: readonly string[]): Promise<Map<string, Decision>> {
  const rows = await db
    .selectFrom('review')
    .select(['catch_id', 'decision', 'food'])
    .where('catch_id', 'in', catchIds)
    .execute()
  return new Map(rows.map(row => [row.catch_id, decisionOf(row.decision, row.food)]))
}
