import type { Transaction } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import { badgesOf, takeBadges } from '../game/index.ts'
import type { Pack } from '../packs/load.ts'
import type { CatchState } from './rules.ts'
import { findCatch, reward } from './store.ts'

/** What a catch counts for, and since when. */
export interface Standing {
  state: CatchState
  food: string | null
  caughtAt: number | null
  /** Taken away: its player sees it no more. */
  hidden: boolean
}

/** A reviewer's word: from now on a catch stands like this. Returns the badges that brings. Part of settling. */
export async function changeStanding(
  tx: Transaction<Database>,
  pack: Pack,
  change: { catchId: string; playerId: string; standing: Standing; now: number },
): Promise<string[]> {
  const { catchId, playerId, standing, now } = change
  const before = await badgesOf(tx, playerId)
  await setStanding(tx, catchId, standing)
  if (standing.state === 'caught') await reward(tx, pack, { playerId, catchId, now })
  const after = await badgesOf(tx, playerId)
  return [...after.keys()].filter(badge => !before.has(badge))
}

/** Takes a change of standing back, and the badges it brought. Part of reopening. */
export async function restoreStanding(
  tx: Transaction<Database>,
  change: { catchId: string; playerId: string; standing: Standing; badges: readonly string[] },
): Promise<void> {
  await setStanding(tx, change.catchId, change.standing)
  await takeBadges(tx, change)
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
