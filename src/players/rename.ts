import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { profilePage } from '../game/profile.tsx'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import type { OrganiserVisit, Player, PlayerVisit } from '../web/visit.ts'
import { checkNickname, takenWords } from './rules.ts'
import { loadPlayer, playerPage } from './show-player.tsx'
import { type RenamedBy, renamePlayer } from './store.ts'

/** POST /profile: another nickname. */
export async function rename(context: Context, visit: PlayerVisit): Promise<Response> {
  const name = field(await readForm(visit.request, smallForm), 'name')
  const problem = await problemWith(context.db, visit.viewer.player, name)
  if (problem !== null) return await profilePage(context, visit, { name, saved: false, problem })
  return seeOther('/profile?saved#nickname')
}

/** POST /organiser/players/:id/rename: for a nickname that should not stand on the board. Their photos stay. */
export async function renameThem(context: Context, visit: OrganiserVisit): Promise<Response> {
  const player = await loadPlayer(context, visit)
  const name = field(await readForm(visit.request, smallForm), 'name')
  const organiser = { id: visit.viewer.userId, now: context.clock() }
  const problem = await problemWith(context.db, player, name, organiser)
  if (problem !== null) return await playerPage(context, visit, player, { name, saved: false, problem })
  return seeOther(`/organiser/players/${player.id}?saved#nickname`)
}

/** Renames a player, or says why they cannot be called so. */
async function problemWith(
  db: Db,
  player: Player,
  name: string,
  organiser: RenamedBy | null = null,
): Promise<string | null> {
  const checked = checkNickname(name)
  if ('problem' in checked) return checked.problem
  return (await renamePlayer(db, player, checked.nickname, organiser)) ? null : takenWords()
}
