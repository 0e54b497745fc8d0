import type { Transaction } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import type { Pack } from '../packs/load.ts'
import { badgesReached } from './rules.ts'

interface Earning {
  pack: Pack
  playerId: string
  /** The catch that makes the difference. */
  catchId: string
  /** Every food the player has caught, that of this catch included. */
  caught: ReadonlySet<string>
  now: number
}

/** Gives the badges that are due. Part of the transaction that stores the catch: the two are kept or lost together. */
export async function awardBadges(tx: Transaction<Database>, earning: Earning): Promise<void> {
  const due = badgesReached(earning.pack, earning.caught)
  if (due.length === 0) return
  await tx
    .insertInto('badge')
    .values(
      due.map(badge => ({
        player_id: earning.playerId,
        badge,
        catch_id: earning.catchId,
        earned_at: earning.now,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Takes back what one catch earned by a decision that was undone. */
export async function takeBadges(
  tx: Transaction<Database>,
  { catchId, badges }: { catchId: string; badges: readonly string[] },
): Promise<void> {
  if (badges.length === 0) return
  await tx.deleteFrom('badge').where('catch_id', '=', catchId).where('badge', 'in', badges).execute()
}

/** Badge id to the id of the catch that earned it. */
export async function badgesOf(db: Db, playerId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('badge')
    .select(['badge', 'catch_id'])
    .where('player_id', '=', playerId)
    .execute()
  return new Map(rows.map(row => [row.badge, row.catch_id]))
}
