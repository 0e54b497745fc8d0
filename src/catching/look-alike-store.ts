import type { Transaction } from 'kysely'
import type { Database } from '../db/schema.ts'
import { bandsOf } from '../photos/look.ts'
import { isLookAlike } from './look-alikes.ts'
import type { NewCatch } from './store.ts'

/** Of many that share a piece of the hash only the newest are compared: they are near-duplicates of each other. */
const mostCompared = 40
/** Photos of the same player a burst of shots may be spread over. */
const burst = 12

/**
 * The group of near-duplicates a new photo belongs to: that of the most alike one stored, or one of its own, named
 * after the photo. Part of storing the catch; keeps the pieces of the hash by which later ones find it.
 */
export async function joinLookAlikes(tx: Transaction<Database>, entry: NewCatch): Promise<string> {
  const { id, look } = entry.photo
  if (look === null) return id
  const near = (await lookedUp(tx, entry, look))
    .map(row => ({ group: row.look_group, alike: isLookAlike(entryLook(entry, look), rowLook(row)) }))
    .filter(row => row.alike)
  await tx
    .insertInto('look_band')
    .values(bandsOf(look).map(band => ({ event_id: entry.eventId, band, photo_id: id })))
    .execute()
  return near.find(row => row.group !== null)?.group ?? id
}

const columns = ['photo.id', 'photo.look', 'photo.look_group', 'prediction.embedding'] as const

/** Photos that share a piece of the hash, and the player's latest. */
async function lookedUp(tx: Transaction<Database>, entry: NewCatch, look: string) {
  const stored = tx
    .selectFrom('photo')
    .innerJoin('prediction', 'prediction.photo_id', 'photo.id')
    .select(columns)
  const sharing = await stored
    .where('photo.id', 'in', eb =>
      eb
        .selectFrom('look_band')
        .select('photo_id')
        .where('event_id', '=', entry.eventId)
        .where('band', 'in', bandsOf(look)),
    )
    .where('photo.id', '!=', entry.photo.id)
    .where('prediction.backbone', '=', entry.prediction.backbone)
    .orderBy('photo.id', 'desc')
    .limit(mostCompared)
    .execute()
  const latest = await stored
    .innerJoin('catch', 'catch.photo_id', 'photo.id')
    .where('catch.player_id', '=', entry.playerId)
    .where('photo.id', '!=', entry.photo.id)
    .where('prediction.backbone', '=', entry.prediction.backbone)
    .orderBy('catch.created_at', 'desc')
    .limit(burst)
    .execute()
  return [...sharing, ...latest]
}

const entryLook = (entry: NewCatch, look: string) => ({ look, embedding: entry.prediction.embedding })

const rowLook = (row: { look: string | null; embedding: Uint8Array }) => ({
  look: row.look,
  // Copied, for a blob need not start where a float may.
  embedding: new Float32Array(new Uint8Array(row.embedding).buffer),
})
