import type { Db } from '../db/open.ts'
import { AppError } from '../errors.ts'
import { writeAuditLog } from '../ops/audit-store.ts'
import { makeJoinCode } from './rules.ts'

export interface Event {
  id: string
  name: string
  pack: string
  joinCode: string
  timeZone: string
  /** Ids of the foods served today, in the pack's order; null: all. */
  menu: readonly string[] | null
}

const columns = ['id', 'name', 'pack', 'join_code as joinCode', 'time_zone as timeZone', 'menu'] as const

/** The running event; the first start makes it. Throws AppError in a folder that no server was started in yet. */
export async function currentEvent(db: Db): Promise<Event> {
  const row = await db
    .selectFrom('event')
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new AppError(409, 'There is no event here yet. Start the server first: tangkap serve.')
  return { ...row, menu: row.menu === null ? null : (JSON.parse(row.menu) as string[]) }
}

/** `menu`: ids of foods; null: all are served. `actor`: the organiser's id. */
export async function setMenu(
  db: Db,
  id: string,
  menu: readonly string[] | null,
  { actor, at }: { actor: string; at: number },
): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx
      .updateTable('event')
      .set({ menu: menu === null ? null : JSON.stringify(menu) })
      .where('id', '=', id)
      .execute()
    const entry = { eventId: id, at, actor, subject: id, batch: Bun.randomUUIDv7() }
    await writeAuditLog(tx, { ...entry, action: 'menu set', details: { menu } })
  })
}

/** Makes the first event of a new home; does nothing where there is one. */
export async function ensureEvent(
  db: Db,
  first: { name: string; pack: string; timeZone: string; now: number },
): Promise<void> {
  await db.transaction().execute(async tx => {
    if (await tx.selectFrom('event').select('id').limit(1).executeTakeFirst()) return
    await tx
      .insertInto('event')
      .values({
        id: Bun.randomUUIDv7(),
        name: first.name,
        pack: first.pack,
        join_code: makeJoinCode(),
        time_zone: first.timeZone,
        created_at: first.now,
      })
      .execute()
  })
}

export async function renameEvent(
  db: Db,
  id: string,
  change: { name: string; timeZone: string },
): Promise<void> {
  await db
    .updateTable('event')
    .set({ name: change.name, time_zone: change.timeZone })
    .where('id', '=', id)
    .execute()
}

/** Whoever has joined stays; the old code lets nobody in any more. */
export async function renewJoinCode(db: Db, id: string): Promise<void> {
  await db.updateTable('event').set({ join_code: makeJoinCode() }).where('id', '=', id).execute()
}

export async function countPlayers(db: Db, eventId: string): Promise<number> {
  const row = await db
    .selectFrom('player')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow()
  return row.n
}
