import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { type Catch, findCatch } from './store.ts'

/** The catch the address names, if it is the player's own. 404 for every other, so that nobody learns of it. */
export async function loadOwnCatch(context: Context, visit: PlayerVisit): Promise<Catch> {
  const found = await findCatch(context.db, visit.params.id ?? '')
  if (!found || found.playerId !== visit.viewer.player.id) throw notFound(phrase`catch`)
  return found
}
