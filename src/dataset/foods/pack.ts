import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { withAddedFoods } from '../../packs/added.ts'
import type { Pack } from '../../packs/load.ts'
import { addedFoods } from './store.ts'

/** The pack as this event plays it: with the foods its organiser added. */
export const packOfEvent = async (db: Db, pack: Pack, eventId: string): Promise<Pack> =>
  withAddedFoods(pack, await addedFoods(db, eventId))

/** Every page asked for from now on knows the added foods as they are now; a request under way keeps its pack. */
export async function renewPack(context: Context, eventId: string): Promise<void> {
  context.pack = await packOfEvent(context.db, context.pack, eventId)
}
