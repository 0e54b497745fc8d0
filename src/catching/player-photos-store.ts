import type { Db } from '../db/open.ts'

/** A photo a player sent, hidden or not: for the organiser. */
interface SentPhoto {
  photoId: string
  /** What it counts for. */
  food: string | null
  hidden: boolean
  sentAt: number
}

/** Every photo a player sent, newest first. */
export async function photosOf(db: Db, playerId: string): Promise<SentPhoto[]> {
  const rows = await db
    .selectFrom('photo')
    .leftJoin('catch', 'catch.photo_id', 'photo.id')
    .select(['photo.id as photoId', 'catch.food', 'photo.hidden', 'photo.created_at as sentAt'])
    .where('photo.player_id', '=', playerId)
    .orderBy('photo.id', 'desc')
    .execute()
  return rows.map(row => ({ ...row, hidden: row.hidden === 1 }))
}

/** How many photos each of these players sent, hidden ones too. */
export async function countPhotosBy(db: Db, playerIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('catch')
    .select(e => ['player_id as playerId', e.fn.countAll<number>().as('n')])
    .where('player_id', 'in', playerIds)
    .groupBy('player_id')
    .execute()
  return new Map(rows.map(row => [row.playerId, row.n]))
}

/** Whether it is a catch of that player whose photo a reviewer took away. */
export async function wasTakenAway(db: Db, id: string, playerId: string): Promise<boolean> {
  const row = await db
    .selectFrom('catch')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .select('catch.id')
    .where('catch.id', '=', id)
    .where('catch.player_id', '=', playerId)
    .where('photo.hidden', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}
