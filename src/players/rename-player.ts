import type { Context } from '../context.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { checkNickname, takenWords } from './rules.ts'
import { loadPlayer, playerPage } from './show-player.tsx'
import { renamePlayer } from './store.ts'

/** POST /organiser/players/:id/rename: for a nickname that should not stand on the board. Their photos stay. */
export async function renameThem(context: Context, visit: OrganiserVisit): Promise<Response> {
  const player = await loadPlayer(context, visit)
  const name = field(await readForm(visit.request, smallForm), 'name')
  const refuse = (problem: string) => playerPage(context, visit, player, { name, saved: false, problem })
  const checked = checkNickname(name)
  if ('problem' in checked) return await refuse(checked.problem)
  const organiser = { id: visit.viewer.userId, now: context.clock() }
  if (!(await renamePlayer(context.db, player, checked.nickname, organiser))) return await refuse(takenWords)
  return seeOther(`/organiser/players/${player.id}?saved#nickname`)
}
