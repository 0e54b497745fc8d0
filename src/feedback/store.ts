import type { Transaction } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import type { ClaimWords } from './rules.ts'

/** What the player said a photo really shows; null where they said nothing. */
export async function claimOf(db: Db, catchId: string): Promise<ClaimWords | null> {
  const row = await db
    .selectFrom('claim')
    .select(['food', 'note'])
    .where('catch_id', '=', catchId)
    .executeTakeFirst()
  return row ?? null
}

/**
 * Stores a claim, or changes it while it waits. `markClaimed` belongs to the same transaction. False where a
 * reviewer has settled it already.
 */
export async function saveClaim(
  db: Db,
  claim: ClaimWords & { catchId: string; playerId: string; now: number },
  markClaimed: (tx: Transaction<Database>, catchId: string) => Promise<void>,
): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    const result = await tx
      .insertInto('claim')
      .values({
        catch_id: claim.catchId,
        player_id: claim.playerId,
        food: claim.food,
        note: claim.note,
        created_at: claim.now,
      })
      .onConflict(conflict =>
        // The time stays: changing a claim does not send it to the end of the queue.
        conflict
          .column('catch_id')
          .doUpdateSet({ food: claim.food, note: claim.note })
          .where('claim.state', '=', 'waiting'),
      )
      .executeTakeFirst()
    if (result.numInsertedOrUpdatedRows === 0n) return false
    await markClaimed(tx, claim.catchId)
    return true
  })
}
