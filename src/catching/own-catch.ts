import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { Player, PlayerVisit } from '../web/visit.ts'
import { wasTakenAway } from './player-photos-store.ts'
import { type Catch, findCatch } from './store.ts'

/** The catch the address names, if it is the player's own. 404 for every other, so that nobody learns of it. */
export const loadOwnCatch = (context: Context, { viewer, params }: PlayerVisit): Promise<Catch> =>
  ownCatch(context, viewer.player, params.id ?? '')

/** Throws AppError: 410 where a reviewer took the player's own photo away, 404 for all that is not theirs. */
export async function ownCatch({ db }: Context, player: Player, id: string): Promise<Catch> {
  const found = await findCatch(db, id)
  if (found?.playerId === player.id) return found
  if (await wasTakenAway(db, id, player.id))
    throw new AppError(410, phrase`The organiser took this photo away. Please photograph food only.`)
  throw notFound(phrase`catch`)
}
