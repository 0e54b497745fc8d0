import type { Context } from '../context.ts'
import { profilePage } from '../game/profile.tsx'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { onlyCookies } from './join.tsx'
import { checkNickname, takenWords } from './rules.ts'
import { renamePlayer } from './store.ts'

/** POST /profile: another nickname. */
export async function rename(context: Context, visit: PlayerVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const name = field(form, 'name')
  const refuse = (problem: string) => profilePage(context, visit, { name, saved: false, problem })
  const checked = checkNickname(name)
  if ('problem' in checked) return await refuse(checked.problem)
  if (!(await renamePlayer(context.db, visit.viewer.player, checked.nickname)))
    return await refuse(takenWords)
  return seeOther('/profile?saved#nickname')
}

/** POST /leave: this device forgets who it was. */
export async function leave(context: Context, visit: PlayerVisit): Promise<Response> {
  const { headers } = await context.auth.api.signOut({ headers: visit.request.headers, returnHeaders: true })
  return seeOther('/join', onlyCookies(headers))
}
