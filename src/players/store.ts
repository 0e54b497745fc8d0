import { sql } from 'kysely'
import { moveCatches } from '../catching/index.ts'
import { folded } from '../db/folded.ts'
import type { Db } from '../db/open.ts'
import { writeAuditLog } from '../ops/audit-store.ts'
import type { Pack } from '../packs/load.ts'
import type { Player } from '../web/visit.ts'
import { wayBackOf } from './link-store.ts'
import type { LinkRole } from './organiser-link.ts'

const columns = ['id', 'event_id as eventId', 'nickname', 'created_at as joinedAt'] as const

export async function findPlayer(db: Db, userId: string, eventId: string): Promise<Player | null> {
  const row = await db
    .selectFrom('player')
    .select(columns)
    .where('user_id', '=', userId)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return row ?? null
}

/** Whether somebody of the event, other than `self`, is called so, or so that nobody sees a difference. */
export async function isNicknameTaken(
  db: Db,
  eventId: string,
  nickname: string,
  self = '',
): Promise<boolean> {
  const row = await db
    .selectFrom('player')
    .select('id')
    .where('event_id', '=', eventId)
    .where('folded', '=', folded(nickname))
    .where('id', '!=', self)
    .executeTakeFirst()
  return row !== undefined
}

export async function playerOf(db: Db, id: string, eventId: string): Promise<Player | null> {
  const row = await db
    .selectFrom('player')
    .select(columns)
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return row ?? null
}

/** An event's players, last joined first; with `find`, those whose nickname holds it. */
export async function listPlayers(
  db: Db,
  eventId: string,
  page: { find: string; limit: number; offset: number },
): Promise<Player[]> {
  return await db
    .selectFrom('player')
    .select(columns)
    .where('event_id', '=', eventId)
    .where(sql<boolean>`instr(folded, ${folded(page.find)}) > 0`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
}

/** False where somebody else took the nickname first. */
export async function addPlayer(
  db: Db,
  player: { userId: string; eventId: string; nickname: string; now: number },
): Promise<boolean> {
  const { userId, eventId, nickname, now } = player
  return await db.transaction().execute(async tx => {
    if (await isNicknameTaken(tx, eventId, nickname)) return false
    const result = await tx
      .insertInto('player')
      .values({
        ...{ id: Bun.randomUUIDv7(), user_id: userId, event_id: eventId },
        ...{ nickname, folded: folded(nickname), created_at: now },
      })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    return result.numInsertedOrUpdatedRows === 1n
  })
}

/** An organiser who gives a player another nickname, and when. */
export interface RenamedBy {
  id: string
  now: number
}

/** False where somebody else of the event has that nickname. `organiser`: who does it, if not the player. */
export async function renamePlayer(
  db: Db,
  player: Player,
  nickname: string,
  organiser: RenamedBy | null = null,
): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    if (await isNicknameTaken(tx, player.eventId, nickname, player.id)) return false
    const names = { nickname, folded: folded(nickname) }
    await tx.updateTable('player').set(names).where('id', '=', player.id).execute()
    if (organiser) {
      // Neither nickname is noted: the log outlives a player who is erased.
      await writeAuditLog(tx, {
        eventId: player.eventId,
        at: organiser.now,
        actor: organiser.id,
        action: 'renamed',
        subject: player.id,
        batch: player.id,
        details: {},
      })
    }
    return true
  })
}

/** Whose player it is: an account's id, and its role where it has one. */
export async function accountOf(db: Db, playerId: string): Promise<{ id: string; role: string | null }> {
  return await db
    .selectFrom('player')
    .innerJoin('user', 'user.id', 'player.user_id')
    .select(['user.id', 'user.role'])
    .where('player.id', '=', playerId)
    .executeTakeFirstOrThrow()
}

export async function deleteUser(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('user').where('id', '=', userId).execute()
}

export async function hasOrganiser(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('role', '=', 'organiser')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function roleOf(db: Db, userId: string): Promise<string | null> {
  const row = await db.selectFrom('user').select('role').where('id', '=', userId).executeTakeFirst()
  return row?.role ?? null
}

export async function giveRole(db: Db, userId: string, role: LinkRole): Promise<void> {
  await db.updateTable('user').set({ role }).where('id', '=', userId).execute()
}

/**
 * Somebody who was playing signs in with an account: the account takes their place in each event; where it plays
 * already, its own player gets all they caught, and theirs goes. The nameless user, to whom nothing is left, goes too. Returns the
 * players that went, with who got what was theirs.
 */
export async function movePlayers(
  db: Db,
  pack: Pack,
  { from, to, now }: { from: string; to: string; now: number },
): Promise<{ from: string; to: string }[]> {
  return await db.transaction().execute(async tx => {
    const both = await tx
      .selectFrom('player as theirs')
      .innerJoin('player as own', 'own.event_id', 'theirs.event_id')
      .select(['theirs.id as theirs', 'own.id as own'])
      .where('theirs.user_id', '=', from)
      .where('own.user_id', '=', to)
      .execute()
    for (const { theirs, own } of both) {
      await moveCatches(tx, pack, { from: theirs, to: own, now })
      await tx.deleteFrom('player').where('id', '=', theirs).execute()
      await tx.deleteFrom('setting').where('name', '=', wayBackOf(theirs)).execute()
    }
    await tx.updateTable('player').set({ user_id: to }).where('user_id', '=', from).execute()
    await tx.deleteFrom('user').where('id', '=', from).where('isAnonymous', '=', 1).execute()
    return both.map(({ theirs, own }) => ({ from: theirs, to: own }))
  })
}
