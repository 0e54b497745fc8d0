import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Whether somebody may review: they may have been stopped since they were let in. Part of the transaction that settles. */
export async function mayReview(tx: Transaction<Database>, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('user')
    .select('id')
    .where('id', '=', userId)
    .where('role', 'in', ['reviewer', 'organiser'])
    .executeTakeFirst()
  return row !== undefined
}
