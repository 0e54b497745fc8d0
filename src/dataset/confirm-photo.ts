import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { confirmLabel } from './doubt-store.ts'
import { datasetHref } from './label-names.ts'

/** POST /organiser/dataset/confirm: somebody has looked again, and the label is right. */
export async function confirmPhoto({ db, clock }: Context, visit: OrganiserVisit): Promise<Response> {
  const { request, event, viewer } = visit
  const id = field(await readForm(request, smallForm), 'photo')
  const confirmed = await confirmLabel(db, { eventId: event.id, by: viewer.userId, id, now: clock() })
  if (!confirmed)
    throw new AppError(
      409,
      phrase`That photo is not in doubt any more, or it is your own: somebody else has to look.`,
    )
  return seeOther(`${datasetHref}#doubts`)
}
