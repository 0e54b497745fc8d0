import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../db/open.ts'
import { writeAuditLog } from '../ops/audit-store.ts'
import type { Player } from '../web/visit.ts'

/** Of the link by which a player plays on where nobody knows them any more. */
export const wayBackOf = (playerId: string) => `way_back:${playerId}`

interface Stored {
  /** SHA-256 of the token, so that a copied database opens nothing. */
  hash: string
  /** Milliseconds since 1970. */
  expires: number
}

/** Of 192 bits: nobody guesses one, so wrong ones are not counted. */
const newToken = () => randomBytes(24).toString('base64url')

/**
 * Makes the one link of that name, good for `lifetime` milliseconds, and returns its token, which is kept nowhere; an older
 * one stops working.
 */
export async function makeLink(
  db: Db,
  name: string,
  { now, lifetime }: { now: number; lifetime: number },
): Promise<string> {
  await removeExpired(db, now)
  const token = newToken()
  const value = JSON.stringify({ hash: digest(token), expires: now + lifetime } satisfies Stored)
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return token
}

/** Milliseconds a way back is open. */
const wayBackLifetime = 60 * 60 * 1000

/** Makes the link by which a player comes back, noted in the audit log. `by`: id of the organiser. Returns its token. */
export async function makeWayBackLink(
  db: Db,
  player: Pick<Player, 'id' | 'eventId'>,
  { by, now }: { by: string; now: number },
): Promise<string> {
  return await db.transaction().execute(async tx => {
    await writeAuditLog(tx, {
      ...{ eventId: player.eventId, at: now, actor: by, action: 'let back in' },
      ...{ subject: player.id, batch: player.id, details: {} },
    })
    return await makeLink(tx, wayBackOf(player.id), { now, lifetime: wayBackLifetime })
  })
}

/** Each player may have a link that nobody opened. Of the other kinds there is one each. */
async function removeExpired(db: Db, now: number): Promise<void> {
  const links = await db
    .selectFrom('setting')
    .select(['name', 'value'])
    .where('name', 'like', wayBackOf('%'))
    .execute()
  const expired = links.filter(({ value }) => (JSON.parse(value) as Stored).expires <= now)
  if (expired.length === 0) return
  const names = expired.map(({ name }) => name)
  await db.deleteFrom('setting').where('name', 'in', names).execute()
}

/** Whether that is the link's token, and not too old. */
export async function opensLink(db: Db, name: string, token: string, now: number): Promise<boolean> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  if (!row) return false
  const { hash, expires } = JSON.parse(row.value) as Stored
  return digest(token) === hash && now < expires
}

/** Uses the link up. False where it is not the link, too old, or somebody was faster. */
export async function useLink(db: Db, name: string, token: string, now: number): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    if (!(await opensLink(tx, name, token, now))) return false
    await tx.deleteFrom('setting').where('name', '=', name).execute()
    return true
  })
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')
