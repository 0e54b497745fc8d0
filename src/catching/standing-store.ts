import type { Transaction } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import { type EarnedBadge, loseBadges, returnBadges } from '../game/index.ts'
import type { Pack } from '../packs/load.ts'
import type { CatchState } from './rules.ts'
import { caughtFoods, findCatch, reward } from './store.ts'

/** What a catch counts for, and since when. */
export interface Standing {
  state: CatchState
  food: string | null
  caughtAt: number | null
  /** Taken away: its player sees it no more. */
  hidden: boolean
}

interface Change {
  catchId: string
  playerId: string
  standing: Standing
  now: number
}

/**
 * A reviewer's word: from now on a catch stands like this, and the player has the badges that their foods are enough
 * for. Returns those that went. Part of settling.
 */
export async function changeStanding(
  tx: Transaction<Database>,
  pack: Pack,
  change: Change,
): Promise<EarnedBadge[]> {
  const { catchId, playerId, standing } = change
  const before = await caughtFoods(tx, playerId)
  await setStanding(tx, catchId, standing)
  const after = await caughtFoods(tx, playerId)
  const lost = await loseBadges(tx, { pack, playerId, before, after })
  if (standing.state === 'caught') await reward(tx, pack, change)
  return lost
}

/** Takes a change of standing back, with what it did to the badges. `lost`: what it took. Part of reopening. */
export async function restoreStanding(
  tx: Transaction<Database>,
  pack: Pack,
  change: Change & { lost: readonly EarnedBadge[] },
): Promise<void> {
  const { catchId, playerId, standing, lost } = change
  const before = await caughtFoods(tx, playerId)
  await setStanding(tx, catchId, standing)
  const caught = await caughtFoods(tx, playerId)
  await loseBadges(tx, { pack, playerId, before, after: caught })
  await returnBadges(tx, { pack, playerId, caught, badges: lost })
  if (standing.state === 'caught') await reward(tx, pack, change)
}

async function setStanding(db: Db, catchId: string, standing: Standing): Promise<void> {
  const { state, food, caughtAt, hidden } = standing
  await db.updateTable('catch').set({ state, food, caught_at: caughtAt }).where('id', '=', catchId).execute()
  await db
    .updateTable('photo')
    .set({ hidden: Number(hidden) })
    .where('id', '=', eb => eb.selectFrom('catch').select('photo_id').where('id', '=', catchId))
    .execute()
}

/** Whatever did not count yet now waits for a reviewer; what counts goes on counting. Part of storing the claim. */
export async function markClaimed(tx: Transaction<Database>, catchId: string): Promise<void> {
  await tx
    .updateTable('catch')
    .set({ state: 'claimed' })
    .where('id', '=', catchId)
    .where('state', 'in', ['choosing', 'unrecognised'])
    .execute()
}

/** The player takes a claim back: the catch is what the model's answer made it. Part of storing what they say instead. */
export async function unmarkClaimed(tx: Transaction<Database>, catchId: string): Promise<void> {
  const entry = await findCatch(tx, catchId)
  if (entry?.state !== 'claimed') return
  const state = entry.prediction.candidates.some(candidate => candidate.offered) ? 'choosing' : 'unrecognised'
  await tx.updateTable('catch').set({ state }).where('id', '=', catchId).execute()
}
