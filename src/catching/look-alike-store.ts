import type { Transaction } from 'kysely'
import { floatsOf } from '../dataset/embedding.ts'
import { examplesSharing } from '../dataset/index.ts'
import type { Database } from '../db/schema.ts'
import { bandsOf } from '../photos/look.ts'
import { groupAmong, type Look, type Neighbour } from './look-alikes.ts'
import type { NewCatch } from './store.ts'

/** Of many that share a piece of the hash only the newest are compared: they are near-duplicates of each other. */
const mostCompared = 40
/** Photos of the same player a burst of shots may be spread over. */
const burst = 12

/** A photo that is being stored. */
export interface Arriving extends Look {
  id: string
  eventId: string
  /** What made its embedding: those of others cannot be compared with it. */
  backbone: string
}

/**
 * The group of near-duplicates a new photo belongs to: that of the first alike photo or example stored, or one of its
 * own, named after the photo. Part of storing the catch; keeps the pieces of the hash by which later ones find it.
 */
export async function joinLookAlikes(tx: Transaction<Database>, entry: NewCatch): Promise<string> {
  const { id, look } = entry.photo
  if (look === null) return id
  const { embedding, backbone } = entry.prediction
  const photo = { id, eventId: entry.eventId, look, embedding, backbone }
  const near = [
    ...(await photosSharing(tx, photo)),
    ...(await latestOf(tx, photo, entry.playerId)),
    ...(await examplesSharing(tx, photo)),
  ]
  await tx
    .insertInto('look_band')
    .values(bandsOf(look).map(band => ({ event_id: entry.eventId, band, photo_id: id })))
    .execute()
  return groupAmong(photo, near) ?? id
}

/** Photos of players that share a piece of the hash. */
export async function photosSharing(tx: Transaction<Database>, photo: Arriving): Promise<Neighbour[]> {
  const { look } = photo
  if (look === null) return []
  const rows = await stored(tx, photo)
    .where('photo.id', 'in', eb =>
      eb
        .selectFrom('look_band')
        .select('photo_id')
        .where('event_id', '=', photo.eventId)
        .where('band', 'in', bandsOf(look)),
    )
    .orderBy('photo.id', 'desc')
    .limit(mostCompared)
    .execute()
  return rows.map(neighbourOf)
}

/** The player's latest. */
async function latestOf(tx: Transaction<Database>, photo: Arriving, playerId: string): Promise<Neighbour[]> {
  const rows = await stored(tx, photo)
    .innerJoin('catch', 'catch.photo_id', 'photo.id')
    .where('catch.player_id', '=', playerId)
    .orderBy('catch.created_at', 'desc')
    .limit(burst)
    .execute()
  return rows.map(neighbourOf)
}

const stored = (tx: Transaction<Database>, photo: Arriving) =>
  tx
    .selectFrom('photo')
    .innerJoin('prediction', 'prediction.photo_id', 'photo.id')
    .select(['photo.look', 'photo.look_group as group', 'prediction.embedding'])
    .where('photo.id', '!=', photo.id)
    .where('prediction.backbone', '=', photo.backbone)

const neighbourOf = (row: {
  look: string | null
  group: string | null
  embedding: Uint8Array
}): Neighbour => ({
  ...row,
  embedding: floatsOf(row.embedding),
})
