import { type Db, tablesOf } from '../db/open.ts'
import { erase } from './erase-store.ts'

/** Who was erased here: ids alone. */
export interface Erasures {
  /** `by`: id of the organiser who did it; null: the player themself. */
  players: { id: string; by: string | null; at: number }[]
  photos: string[]
}

/** Rows of one statement; SQLite takes some 30,000 values. */
const batch = 1000

/** Also of a database that was not brought up to date yet. */
export async function listErasures(db: Db): Promise<Erasures> {
  const tables = await tablesOf(db)
  const players = tables.has('erasure')
    ? await db.selectFrom('erasure').select(['player_id as id', 'erased_by as by', 'at']).execute()
    : []
  const photos = tables.has('erased_photo')
    ? await db.selectFrom('erased_photo').select('photo_id as id').execute()
    : []
  return { players, photos: photos.map(({ id }) => id) }
}

/**
 * Erases in a database from before whom it still has of these, and notes the others. Returns how many players went, and
 * the ids of their photos, whose files are still there.
 */
export async function eraseAgain(
  db: Db,
  { players, photos }: Erasures,
): Promise<{ erased: number; photos: string[] }> {
  const gone: string[] = []
  let erased = 0
  for (const { id, by, at } of players) {
    const player = await db
      .selectFrom('player')
      .select('event_id as eventId')
      .where('id', '=', id)
      .executeTakeFirst()
    if (player) {
      gone.push(...((await erase(db, { playerId: id, eventId: player.eventId, by, now: at })) ?? []))
      erased++
    } else {
      await db
        .insertInto('erasure')
        .values({ player_id: id, erased_by: by, at })
        .onConflict(known => known.doNothing())
        .execute()
    }
  }
  for (let i = 0; i < photos.length; i += batch) {
    const rows = photos.slice(i, i + batch).map(id => ({ photo_id: id }))
    await db
      .insertInto('erased_photo')
      .values(rows)
      .onConflict(known => known.doNothing())
      .execute()
  }
  return { erased, photos: gone }
}
