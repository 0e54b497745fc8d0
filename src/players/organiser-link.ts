import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../db/open.ts'

const lifetime = 24 * 60 * 60 * 1000

/** What a link makes of whoever opens it. */
export const linkRoles = ['organiser', 'reviewer'] as const
export type LinkRole = (typeof linkRoles)[number]
const nameOf = (role: LinkRole) => `${role}_link`

interface Stored {
  /** SHA-256 of the token, so that a copied database opens nothing. */
  hash: string
  expires: number
}

/** Makes the one link that turns whoever opens it into the organiser, or a reviewer; an older one stops working. */
export async function makeOrganiserLink(db: Db, now: number, role: LinkRole = 'organiser'): Promise<string> {
  const name = nameOf(role)
  const token = randomBytes(24).toString('base64url')
  const value = JSON.stringify({ hash: digest(token), expires: now + lifetime } satisfies Stored)
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return `/organiser/claim/${token}`
}

/** What this link makes of whoever opens it; null where it is not one, or too old. */
export async function roleOfLink(db: Db, token: string, now: number): Promise<LinkRole | null> {
  for (const role of linkRoles) {
    const row = await db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', nameOf(role))
      .executeTakeFirst()
    if (row && opens(row.value, token, now)) return role
  }
  return null
}

/** Uses the link up. False where it is not the link, too old, or somebody was faster. */
export async function useOrganiserLink(db: Db, token: string, now: number, role: LinkRole): Promise<boolean> {
  const name = nameOf(role)
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
