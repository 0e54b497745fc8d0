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

/** A badge as it was earned. */
export interface EarnedBadge {
  badge: string
  catchId: string
  earnedAt: number
}

/**
 * A reviewer took foods from a player: the badges that hung on them go, and are returned. A badge that `before` was not
 * enough for either was earned when the pack was smaller, and stays.
 */
export async function loseBadges(
  tx: Transaction<Database>,
  change: { pack: Pack; playerId: string; before: ReadonlySet<string>; after: ReadonlySet<string> },
): Promise<EarnedBadge[]> {
  const kept = badgesReached(change.pack, change.after)
  const lost = badgesReached(change.pack, change.before).filter(badge => !kept.includes(badge))
  if (lost.length === 0) return []
  return await tx
    .deleteFrom('badge')
    .where('player_id', '=', change.playerId)
    .where('badge', 'in', lost)
    .returning(['badge', 'catch_id as catchId', 'earned_at as earnedAt'])
    .execute()
}

/** The decision was taken back: badges that went with it are as they were, where `caught` is enough for them again. */
export async function returnBadges(
  tx: Transaction<Database>,
  change: { pack: Pack; playerId: string; caught: ReadonlySet<string>; badges: readonly EarnedBadge[] },
): Promise<void> {
  const reached = badgesReached(change.pack, change.caught)
  const due = change.badges.filter(({ badge }) => reached.includes(badge))
  if (due.length === 0) return
  await tx
    .insertInto('badge')
    .values(
      due.map(({ badge, catchId, earnedAt }) => ({
        player_id: change.playerId,
        badge,
        catch_id: catchId,
        earned_at: earnedAt,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** One player's badges become another's, who keeps what they have. Part of moving the catches that earned them. */
export async function moveBadges(tx: Transaction<Database>, from: string, to: string): Promise<void> {
  const had = tx.selectFrom('badge').select('badge').where('player_id', '=', to)
  await tx
    .updateTable('badge')
    .set({ player_id: to })
    .where('player_id', '=', from)
    .where('badge', 'not in', had)
    .execute()
  await tx.deleteFrom('badge').where('player_id', '=', from).execute()
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
