import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { removeFiles } from '../photos/remove.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { OrganiserVisit, PlayerVisit } from '../web/visit.ts'
import { erase } from './erase-store.ts'
import { endSession } from './session-cookies.ts'

/** POST /organiser/players/:id/erase */
export async function erasePlayer(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { event, viewer } = visit
  await eraseAll(context, { playerId: visit.params.id ?? '', eventId: event.id, by: viewer.userId })
  return seeOther('/organiser/players?erased')
}

/** POST /profile/erase: the player's own wish. */
export async function eraseMe(context: Context, visit: PlayerVisit): Promise<Response> {
  const { player, reviewer } = visit.viewer
  await eraseAll(context, { playerId: player.id, eventId: player.eventId, by: null })
  // Their account stays, and so does their session.
  if (reviewer) return seeOther('/join?erased')
  return seeOther('/join?erased', await endSession(context, visit.request))
}

/** Rows first: a crash between leaves files that no row names, which the next start removes. */
async function eraseAll(
  context: Context,
  who: { playerId: string; eventId: string; by: string | null },
): Promise<void> {
  const photos = await erase(context.db, { ...who, now: context.clock() })
  if (!photos) throw notFound(phrase`player`)
  context.known.forget(photos)
  await removeFiles(context, photos)
  context.log.info({ player: who.playerId, photos: photos.length }, 'erased a player')
}
