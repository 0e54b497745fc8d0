import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../db/open.ts'

const lifetime = 24 * 60 * 60 * 1000
const name = 'organiser_link'

interface Stored {
  /** SHA-256 of the token, so that a copied database opens nothing. */
  hash: string
  expires: number
}

/** Makes the one link that turns whoever opens it into the organiser; an older one stops working. */
export async function makeOrganiserLink(db: Db, now: number): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const value = JSON.stringify({ hash: digest(token), expires: now + lifetime } satisfies Stored)
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return `/organiser/claim/${token}`
}

export async function isOrganiserLink(db: Db, token: string, now: number): Promise<boolean> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row !== undefined && opens(row.value, token, now)
}

/** Uses the link up. False where it is not the link, too old, or somebody was faster. */
export async function useOrganiserLink(db: Db, token: string, now: number): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    const row = await tx.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
    if (!row || !opens(row.value, token, now)) return false
    await tx.deleteFrom('setting').where('name', '=', name).execute()
    return true
  })
}

function opens(value: string, token: string, now: number): boolean {
  const { hash, expires } = JSON.parse(value) as Stored
  return digest(token) === hash && now < expires
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')
