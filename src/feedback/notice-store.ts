import type { Db } from '../db/open.ts'
import type { NoticeKind } from './review/notice.ts'

/** Something a reviewer decided that its player has not been told. */
export interface Notice {
  id: string
  kind: NoticeKind
  food: string | null
  catchId: string
  /** Ids of the badges that went with it. */
  lostBadges: string[]
}

const mostAtOnce = 3

/** Oldest first; a few at a time. */
export async function unseenNotices(db: Db, playerId: string): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notice')
    .select(['id', 'kind', 'food', 'catch_id as catchId', 'lost_badges as lost'])
    .where('player_id', '=', playerId)
    .where('seen_at', 'is', null)
    .orderBy('id')
    .limit(mostAtOnce)
    .execute()
  return rows.map(({ lost, kind, ...row }) => ({
    ...row,
    // The table's CHECK allows nothing else.
    kind: kind as NoticeKind,
    lostBadges: lost === null ? [] : (JSON.parse(lost) as string[]),
  }))
}

/** The player has read it. Somebody else's stays as it is. */
export async function markSeen(
  db: Db,
  seen: { id: string; playerId: string; now: number },
): Promise<boolean> {
  const result = await db
    .updateTable('notice')
    .set({ seen_at: seen.now })
    .where('id', '=', seen.id)
    .where('player_id', '=', seen.playerId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Looking at the photo is reading what there is to say of it. */
export async function markSeenOf(
  db: Db,
  seen: { catchId: string; playerId: string; now: number },
): Promise<void> {
  await db
    .updateTable('notice')
    .set({ seen_at: seen.now })
    .where('catch_id', '=', seen.catchId)
    .where('player_id', '=', seen.playerId)
    .where('seen_at', 'is', null)
    .execute()
}
