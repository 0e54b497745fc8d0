import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { seeOther } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { dismissNotice } from '../notice-store.ts'

/** POST /organiser/models/notices/:id/seen: one organiser has read it. */
export async function dismissModelNotice(context: Context, visit: OrganiserVisit): Promise<Response> {
  if (!(await dismissNotice(context.db, visit.params.id ?? '', context.clock())))
    throw notFound(phrase`notice`)
  // An empty answer takes the place of the notice.
  return visit.partial
    ? new Response('', { headers: { 'content-type': 'text/html' } })
    : seeOther('/organiser/models')
}
