import { photosOf } from '../catching/index.ts'
import { type Db, emptyLog } from '../db/open.ts'
import { writeAuditLog } from '../ops/audit-store.ts'
import { forgetPhotos } from '../registry/index.ts'
import { wayBackOf } from './link-store.ts'

interface Erasing {
  playerId: string
  eventId: string
  /** Id of the organiser who asks for it; null: the player themself. */
  by: string | null
  now: number
}

/**
 * Deletes a player with everything that hangs on them, and leaves their id and those of their photos on the lists of erasures.
 * Their account goes too, unless it has an e-mail address, by which what it settled is found, or plays in another event. Returns the ids of
 * their photos, whose files are still there; null where there is no such player in the event.
 */
export async function erase(db: Db, { playerId, eventId, by, now }: Erasing): Promise<string[] | null> {
  const photos = await db.transaction().execute(async tx => {
    const player = await tx
      .selectFrom('player')
      .select('user_id as userId')
      .where('id', '=', playerId)
      .where('event_id', '=', eventId)
      .executeTakeFirst()
    if (!player) return null
    const ids = (await photosOf(tx, playerId)).map(photo => photo.photoId)
    // Every table with something of a player points at them, or at a photo or catch of theirs, and cascades.
    await tx.deleteFrom('player').where('id', '=', playerId).execute()
    await tx.deleteFrom('setting').where('name', '=', wayBackOf(playerId)).execute()
    await tx
      .deleteFrom('user')
      .where('id', '=', player.userId)
      .where('isAnonymous', '=', 1)
      .where('id', 'not in', eb => eb.selectFrom('player').select('user_id'))
      .execute()
    await forgetPhotos(tx, ids)
    const gone = ids.map(id => ({ photo_id: id }))
    if (gone.length > 0) await tx.insertInto('erased_photo').values(gone).execute()
    await tx.insertInto('erasure').values({ player_id: playerId, erased_by: by, at: now }).execute()
    await writeAuditLog(tx, {
      eventId,
      at: now,
      actor: by ?? playerId,
      action: 'erased',
      subject: playerId,
      batch: playerId,
      details: { photos: ids.length },
    })
    return ids
  })
  if (photos) await emptyLog(db)
  return photos
}
