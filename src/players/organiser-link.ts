import type { Db } from '../db/open.ts'
import { makeLink, opensLink } from './link-store.ts'

const lifetime = 24 * 60 * 60 * 1000

/** What a link makes of whoever opens it. */
export const linkRoles = ['organiser', 'reviewer'] as const
export type LinkRole = (typeof linkRoles)[number]
export const linkOf = (role: LinkRole) => `${role}_link`

/** Makes the one link that turns whoever opens it into the organiser, or a reviewer; an older one stops working. */
export async function makeOrganiserLink(db: Db, now: number, role: LinkRole = 'organiser'): Promise<string> {
  return `/organiser/claim/${await makeLink(db, linkOf(role), { now, lifetime })}`
}

/** What this link makes of whoever opens it; null where it is not one, or too old. */
export async function roleOfLink(db: Db, token: string, now: number): Promise<LinkRole | null> {
  for (const role of linkRoles) {
    if (await opensLink(db, linkOf(role), token, now)) return role
  }
  return null
}
