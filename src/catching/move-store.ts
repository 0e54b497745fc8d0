import type { Transaction } from 'kysely'
import type { Database } from '../db/schema.ts'
import { moveWords } from '../feedback/index.ts'
import { moveBadges } from '../game/index.ts'
import type { Pack } from '../packs/load.ts'
import { reward } from './store.ts'

/**
 * Everything one player sent becomes another's of the same event, who then has the badges that all of it together is
 * enough for. No photo can be there twice: an event takes each picture once. Part of a transaction.
 */
export async function moveCatches(
  tx: Transaction<Database>,
  pack: Pack,
  { from, to, now }: { from: string; to: string; now: number },
): Promise<void> {
  const newest = await tx
    .selectFrom('catch')
    .select('id')
    .where('player_id', '=', from)
    .where('food', 'is not', null)
    .orderBy('caught_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  await moveWords(tx, from, to)
  await moveBadges(tx, from, to)
  for (const table of ['photo', 'catch'] as const)
    await tx.updateTable(table).set({ player_id: to }).where('player_id', '=', from).execute()
  if (newest) await reward(tx, pack, { playerId: to, catchId: newest.id, now })
}
