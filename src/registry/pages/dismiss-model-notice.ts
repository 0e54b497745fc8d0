import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { nothing, seeOther } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { dismissNotice } from '../notice-store.ts'

/** POST /organiser/models/notices/:id/seen: one organiser has read it. */
export async function dismissModelNotice(context: Context, visit: OrganiserVisit): Promise<Response> {
  if (!(await dismissNotice(context.db, visit.params.id ?? '', context.clock())))
    throw notFound(phrase`notice`)
  return visit.partial ? nothing() : seeOther('/organiser/models')
}
