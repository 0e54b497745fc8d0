import type { Db } from '../db/open.ts'
import type { Standing } from '../game/index.ts'
import { type CatchState, probabilityOf } from './rules.ts'
import { type Catch, candidatesOf } from './store.ts'

/** A food in somebody's album. */
export interface AlbumEntry {
  food: string
  /** Of their photos of it, the one the model was surest about. */
  bestPhoto: string
  /** When they last caught it. */
  latest: number
}

/** What a player has caught, by food. */
export async function albumOf(db: Db, playerId: string): Promise<Map<string, AlbumEntry>> {
  const rows = await db
    .selectFrom('catch')
    .innerJoin('prediction', 'prediction.photo_id', 'catch.photo_id')
    .select([
      'catch.food',
      'catch.photo_id as photoId',
      'catch.caught_at as caughtAt',
      'prediction.food as predicted',
      'prediction.probability',
      'prediction.candidates',
    ])
    .where('catch.player_id', '=', playerId)
    .where('catch.food', 'is not', null)
    .orderBy('catch.caught_at')
    .orderBy('catch.id')
    .execute()

  const album = new Map<string, AlbumEntry>()
  const surest = new Map<string, number>()
  for (const { food, photoId, caughtAt, predicted, probability, candidates } of rows) {
    if (food === null || caughtAt === null) continue
    const sure =
      predicted === food
        ? probability
        : probabilityOf(food, { food: predicted, probability, candidates: candidatesOf(candidates) })
    const before = album.get(food)
    const better = !before || sure > (surest.get(food) ?? 0)
    if (better) surest.set(food, sure)
    album.set(food, { food, bestPhoto: better ? photoId : before.bestPhoto, latest: caughtAt })
  }
  return album
}

/** One of a player's catches in a list. */
interface ListedCatch {
  id: string
  photoId: string
  state: CatchState
  food: string | null
  sentAt: number
}

/** Newest first; of one food, or of all where `food` is left out. */
export async function catchesOf(
  db: Db,
  playerId: string,
  page: { food?: string; limit: number; offset?: number },
): Promise<ListedCatch[]> {
  let query = db
    .selectFrom('catch')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .select(['catch.id', 'photo_id as photoId', 'state', 'food', 'catch.created_at as sentAt'])
    .where('catch.player_id', '=', playerId)
    .where('photo.hidden', '=', 0)
  if (page.food !== undefined) query = query.where('food', '=', page.food)
  const rows = await query
    .orderBy('catch.created_at', 'desc')
    .orderBy('catch.id', 'desc')
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .execute()
  return rows.map(row => ({ ...row, state: row.state as CatchState }))
}

/** Every photo a player sent that is kept and not hidden, whatever came of it. */
export async function countCatches(db: Db, playerId: string): Promise<number> {
  const row = await db
    .selectFrom('catch')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('catch.player_id', '=', playerId)
    .where('photo.hidden', '=', 0)
    .executeTakeFirst()
  return row?.n ?? 0
}

/** Every player of an event with what they have, in no order. The leaderboard's only query. */
export async function standingsOf(db: Db, eventId: string): Promise<Standing[]> {
  const firsts = db
    .selectFrom('catch')
    .select(e => ['player_id', e.fn.min('caught_at').as('at')])
    .where('event_id', '=', eventId)
    .where('food', 'is not', null)
    .groupBy(['player_id', 'food'])
    .as('first')
  return await db
    .selectFrom('player')
    .leftJoin(firsts, 'first.player_id', 'player.id')
    .select(e => [
      'player.id as playerId',
      'player.nickname',
      e.fn.count<number>('first.at').as('foods'),
      e.fn.max('first.at').as('reached'),
    ])
    .where('player.event_id', '=', eventId)
    .groupBy(['player.id', 'player.nickname'])
    .execute()
}

/** Photos that became a catch, of everybody in an event. */
export async function countEventCatches(db: Db, eventId: string): Promise<number> {
  const row = await db
    .selectFrom('catch')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('event_id', '=', eventId)
    .where('state', '=', 'caught')
    .executeTakeFirstOrThrow()
  return row.n
}

/** True where no earlier catch of this player is of the same food. */
export async function isFirstOfItsFood(db: Db, entry: Catch): Promise<boolean> {
  if (entry.food === null) return false
  const first = await db
    .selectFrom('catch')
    .select('id')
    .where('player_id', '=', entry.playerId)
    .where('food', '=', entry.food)
    .orderBy('caught_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return first?.id === entry.id
}
