import { renderSVG } from 'uqr'
import { InvitePage } from '../../views/organiser/invite.tsx'
import type { Context } from '../context.ts'
import { addressForPhones } from '../web/address.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { makeOrganiserLink } from './organiser-link.ts'

/** POST /organiser/reviewers: a link that makes its opener a reviewer. Shown once, for it is kept as a hash alone. */
export async function inviteReviewer(context: Context, visit: OrganiserVisit): Promise<Response> {
  const path = await makeOrganiserLink(context.db, context.clock(), 'reviewer')
  const link = `${addressForPhones(context.config, visit.url)}${path}`
  return html(<InvitePage frame={frameOf(context, visit)} link={{ link, qr: renderSVG(link) }} />)
}
