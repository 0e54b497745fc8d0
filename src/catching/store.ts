import type { Transaction } from 'kysely'
import type { ShadowVerdict } from '../classifier/messages.ts'
import type { Verdict } from '../classifier/verdict.ts'
import { bytesOf } from '../dataset/embedding.ts'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import { awardBadges } from '../game/index.ts'
import type { Pack } from '../packs/load.ts'
import { joinLookAlikes } from './look-alike-store.ts'
import type { CatchState, KeptCandidate, Outcome } from './rules.ts'

/** A photo somebody sent, what the model said of it and what became of it. */
export interface Catch {
  id: string
  playerId: string
  photoId: string
  state: CatchState
  /** The food it counts for; null unless it is caught. */
  food: string | null
  caughtAt: number | null
  /** Of the kept copy, in pixels. */
  width: number
  height: number
  prediction: Prediction
}

interface Prediction {
  model: string
  verdict: Verdict
  food: string | null
  probability: number
  /** Most probable first. */
  candidates: KeptCandidate[]
  /** Unknown only because of the day's menu: the food it looked like. */
  offMenu?: string | null
}

export interface NewCatch {
  id: string
  eventId: string
  playerId: string
  /** `look`: difference hash, null where none was made. */
  photo: {
    id: string
    fingerprint: string
    look: string | null
    width: number
    height: number
    bytes: number
  }
  prediction: Prediction & {
    outlier: number
    ms: number
    backbone: string
    embedding: Float32Array
    audited: boolean
    shadow?: ShadowVerdict
  }
  outcome: Outcome
  now: number
}

/** Why a photo was not stored: its id or its fingerprint had been stored before. */
export type Stored = 'stored' | 'same id' | 'same photo'

/** Stores photo, prediction, catch and the badges it earns, or nothing. The photo's file has to be on disk already. */
export async function recordCatch(db: Db, pack: Pack, entry: NewCatch): Promise<Stored> {
  return await db.transaction().execute(async tx => {
    const before = await tx.selectFrom('catch').select('id').where('id', '=', entry.id).executeTakeFirst()
    if (before) return 'same id'
    if (await findByFingerprint(tx, entry.eventId, entry.photo.fingerprint)) return 'same photo'
    await insertPhoto(tx, entry)
    await insertPrediction(tx, entry)
    const { state, food } = entry.outcome
    await tx
      .insertInto('catch')
      .values({
        id: entry.id,
        event_id: entry.eventId,
        player_id: entry.playerId,
        photo_id: entry.photo.id,
        state,
        food,
        created_at: entry.now,
        caught_at: state === 'caught' ? entry.now : null,
      })
      .execute()
    if (state === 'caught')
      await reward(tx, pack, { playerId: entry.playerId, catchId: entry.id, now: entry.now })
    return 'stored'
  })
}

async function insertPhoto(tx: Transaction<Database>, entry: NewCatch): Promise<void> {
  await tx
    .insertInto('photo')
    .values({ ...entry.photo, event_id: entry.eventId, player_id: entry.playerId, created_at: entry.now })
    .execute()
  const group = await joinLookAlikes(tx, entry)
  await tx.updateTable('photo').set({ look_group: group }).where('id', '=', entry.photo.id).execute()
}

async function insertPrediction(tx: Transaction<Database>, entry: NewCatch): Promise<void> {
  const { prediction } = entry
  await tx
    .insertInto('prediction')
    .values({
      photo_id: entry.photo.id,
      model: prediction.model,
      verdict: prediction.verdict,
      food: prediction.food,
      probability: prediction.probability,
      candidates: JSON.stringify(prediction.candidates),
      outlier: prediction.outlier,
      milliseconds: prediction.ms,
      backbone: prediction.backbone,
      embedding: bytesOf(prediction.embedding),
      audited: Number(prediction.audited),
      off_menu: prediction.offMenu ?? null,
      created_at: entry.now,
    })
    .execute()
  const { shadow } = prediction
  if (!shadow || (shadow.verdict === prediction.verdict && shadow.food === prediction.food)) return
  await tx
    .insertInto('shadow')
    .values({ photo_id: entry.photo.id, ...shadow })
    .execute()
}

/** The player's pick among what was offered starts to count. False where the catch was no longer waiting for one. */
export async function settleChoice(
  db: Db,
  pack: Pack,
  choice: { catchId: string; playerId: string; food: string; now: number },
): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    const result = await tx
      .updateTable('catch')
      .set({ state: 'caught', food: choice.food, caught_at: choice.now })
      .where('id', '=', choice.catchId)
      .where('player_id', '=', choice.playerId)
      .where('state', '=', 'choosing')
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) return false
    await reward(tx, pack, choice)
    return true
  })
}

/** Gives the badges that are due for what the player has caught. Part of storing the catch. */
export async function reward(
  tx: Transaction<Database>,
  pack: Pack,
  earning: { playerId: string; catchId: string; now: number },
): Promise<void> {
  await awardBadges(tx, { pack, ...earning, caught: await caughtFoods(tx, earning.playerId) })
}

/** Different foods a player has caught. */
export async function caughtFoods(db: Db, playerId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('catch')
    .select('food')
    .distinct()
    .where('player_id', '=', playerId)
    .where('food', 'is not', null)
    .execute()
  return new Set(rows.flatMap(row => row.food ?? []))
}

/** For everybody but reviewers: what is hidden is not there. */
export async function findCatch(db: Db, id: string): Promise<Catch | null> {
  const row = await db
    .selectFrom('catch')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .innerJoin('prediction', 'prediction.photo_id', 'catch.photo_id')
    .select([
      'catch.id',
      'catch.player_id as playerId',
      'catch.photo_id as photoId',
      'catch.state',
      'catch.food',
      'catch.caught_at as caughtAt',
      'photo.width',
      'photo.height',
      'prediction.model',
      'prediction.verdict',
      'prediction.food as predicted',
      'prediction.probability',
      'prediction.candidates',
      'prediction.off_menu as offMenu',
    ])
    .where('catch.id', '=', id)
    .where('photo.hidden', '=', 0)
    .executeTakeFirst()
  if (!row) return null
  const { model, verdict, predicted, probability, candidates, offMenu, ...rest } = row
  return {
    ...rest,
    // The table's CHECKs allow nothing else.
    state: rest.state as CatchState,
    prediction: {
      model,
      verdict: verdict as Verdict,
      food: predicted,
      probability,
      candidates: candidatesOf(candidates),
      offMenu,
    },
  }
}

/** What recordCatch wrote, read back. */
export const candidatesOf = (json: string) => JSON.parse(json) as KeptCandidate[]

/** Who sent this very picture in this event, and as which catch. */
export async function findByFingerprint(
  db: Db,
  eventId: string,
  fingerprint: string,
): Promise<{ catchId: string; playerId: string } | null> {
  const row = await db
    .selectFrom('photo')
    .innerJoin('catch', 'catch.photo_id', 'photo.id')
    .select(['catch.id as catchId', 'photo.player_id as playerId'])
    .where('photo.event_id', '=', eventId)
    .where('photo.fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return row ?? null
}

export async function findPhoto(
  db: Db,
  id: string,
): Promise<{ id: string; playerId: string; hidden: boolean } | null> {
  const row = await db
    .selectFrom('photo')
    .select(['id', 'player_id as playerId', 'hidden'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, hidden: row.hidden === 1 } : null
}

/** Which of these photos have a row. */
export async function photosAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('photo').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(row => row.id))
}
