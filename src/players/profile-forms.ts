import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { onlyCookies } from './join.tsx'
import { checkNickname } from './rules.ts'
import { renamePlayer } from './store.ts'

/** POST /profile: another nickname. */
export async function rename(context: Context, visit: PlayerVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const checked = checkNickname(field(form, 'name') || field(form, 'nickname'))
  if ('problem' in checked) throw new AppError(422, checked.problem)
  if (!(await renamePlayer(context.db, visit.viewer.player, checked.nickname))) {
    throw new AppError(422, 'Somebody already has that nickname. Pick another.')
  }
  return seeOther('/profile')
}

/** POST /leave: this device forgets who it was. */
export async function leave(context: Context, visit: PlayerVisit): Promise<Response> {
  const { headers } = await context.auth.api.signOut({ headers: visit.request.headers, returnHeaders: true })
  return seeOther('/join', onlyCookies(headers))
}
