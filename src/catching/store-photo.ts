import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { type DerivedPhoto, derivePhoto } from '../photos/derive.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { Player } from '../web/visit.ts'
import { ownCatch } from './own-catch.ts'
import { isAudited, keepCandidates, outcomeOf } from './rules.ts'
import { findByFingerprint, findPhoto, type NewCatch, recordCatch, type Stored } from './store.ts'

/** Has a photo judged and stores what came of it. Returns the catch's id: an earlier one for a photo seen before. */
export async function storePhoto(context: Context, player: Player, id: string, photo: Blob): Promise<string> {
  const bytes = new Uint8Array(await photo.arrayBuffer())
  const derived = await derivePhoto(bytes, { size: context.classifier.size })
  const earlier = await sentBefore(context, player, derived.fingerprint)
  if (earlier) return earlier

  const entry = await judge(context, player, id, derived)
  // On disk before any row names it: a row without its file would be a promise broken by a power cut.
  await context.photos.write(entry.photo.id, derived)
  switch (await record(context, entry)) {
    case 'stored':
      return id
    case 'same id':
      return (await ownCatch(context, player, id)).id
    case 'same photo':
      return (
        (await sentBefore(context, player, derived.fingerprint)) ?? Promise.reject(notFound(phrase`catch`))
      )
  }
}

/** The player's own catch of this very picture, if there is one. 409 where it is somebody else's, 410 where it was taken away. */
async function sentBefore(context: Context, player: Player, fingerprint: string): Promise<string | null> {
  const twin = await findByFingerprint(context.db, player.eventId, fingerprint)
  if (!twin) return null
  if (twin.playerId === player.id) return (await ownCatch(context, player, twin.catchId)).id
  throw new AppError(409, phrase`Somebody already sent this photo. Take your own!`)
}

async function judge(context: Context, player: Player, id: string, derived: DerivedPhoto): Promise<NewCatch> {
  const { classifier, pack } = context
  // Drawn before the verdict, which must have no say in it.
  const audited = isAudited(context.random())
  const prediction = await classifier.classify(derived.pixels)
  // That the version that answered claims it is sure; the one that serves by now may be another.
  const mayCount = (food: string) => pack.food(food) !== undefined
  return {
    id,
    eventId: player.eventId,
    playerId: player.id,
    photo: {
      id: context.newPhotoId(),
      fingerprint: derived.fingerprint,
      look: derived.look,
      width: derived.width,
      height: derived.height,
      bytes: derived.kept.byteLength,
    },
    prediction: {
      ...prediction,
      audited,
      candidates: keepCandidates(prediction, mayCount),
      backbone: classifier.backbone,
    },
    outcome: outcomeOf(prediction, mayCount),
    now: context.clock(),
  }
}

/** Stores the rows. A file they were not stored for goes away again. */
async function record(context: Context, entry: NewCatch): Promise<Stored> {
  const { db, pack, photos } = context
  try {
    const stored = await recordCatch(db, pack, entry)
    if (stored !== 'stored') await photos.remove(entry.photo.id)
    return stored
  } catch (error) {
    // After a failed commit only the database knows. Where it cannot say, the file stays for removeOrphans.
    const row = await findPhoto(db, entry.photo.id).catch(() => 'unknown' as const)
    if (row === null) await photos.remove(entry.photo.id)
    throw error
  }
}
