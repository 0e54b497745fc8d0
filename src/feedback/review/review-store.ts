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
