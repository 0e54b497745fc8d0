import type { Transaction } from 'kysely'
import { restoreStanding, type Standing } from '../../catching/index.ts'
import type { Db } from '../../db/open.ts'
import type { Database } from '../../db/schema.ts'
import type { EarnedBadge } from '../../game/index.ts'
import { writeAuditLog } from '../../ops/audit-store.ts'
import type { Pack } from '../../packs/load.ts'
import type { Decision } from './decisions.ts'
import { mayReview } from './reviewer-store.ts'

/** What the audit log keeps of a decision: enough to take it back. */
export interface Details extends Decided {
  before: Standing
  after: Standing
  /** Badges that went with it. */
  lost: EarnedBadge[]
}
type Decided = { decision: Decision['kind']; food: string | null }

/** Settled anew is what was moved: the review page takes back only what was decided there. */
export const settlings = ['settled', 'settled anew'] as const

interface Reopening {
  eventId: string
  reviewer: string
  catchId: string
  /** Names the decision that is taken back: what was decided since stands. */
  batch: string
  /** Also what was settled together with it: undo. */
  whole: boolean
  now: number
}

/** What is open again, and how many photos that decision was about do not stand as it left them any more. */
interface Reopened {
  ids: string[]
  changed: number
}

/**
 * Takes a decision back: the catch, its claim and its badges are as before. null where the photo was never settled by it,
 * is the reviewer's own, or they may not review any more.
 */
export async function reopen(db: Db, pack: Pack, reopening: Reopening): Promise<Reopened | null> {
  return await db.transaction().execute(async tx => {
    if (!(await mayReview(tx, reopening.reviewer))) return null
    const decided = await decidedIn(tx, reopening)
    if (decided.length === 0) return null
    const standing = decided.filter(one => one.stands === reopening.batch)
    for (const one of standing) await reopenOne(tx, pack, reopening, one)
    return { ids: standing.map(one => one.id), changed: decided.length - standing.length }
  })
}

/** What a decision was about, and by which decision each of them stands now. */
async function decidedIn(tx: Transaction<Database>, { eventId, reviewer, catchId, batch, whole }: Reopening) {
  const decided = tx
    .selectFrom('audit_log as log')
    .innerJoin('catch', 'catch.id', 'log.subject')
    .innerJoin('player', 'player.id', 'catch.player_id')
    .leftJoin('review', 'review.catch_id', 'catch.id')
    .select(['catch.id', 'catch.player_id as playerId', 'log.batch', 'review.batch as stands'])
    .select(['log.actor', 'log.at'])
    .where('catch.event_id', '=', eventId)
    .where('player.user_id', '!=', reviewer)
    .where('log.batch', '=', batch)
    .where('log.action', 'in', settlings)
  const main = await decided.where('log.subject', '=', catchId).executeTakeFirst()
  if (!main || !whole) return main ? [main] : []
  // One act is one person's at one time, by which the log has an index.
  const { actor, at } = main
  return await decided.where('log.actor', '=', actor).where('log.at', '=', at).execute()
}

/** Takes back what one photo stands by. Part of a transaction. */
export async function reopenOne(
  tx: Transaction<Database>,
  pack: Pack,
  { eventId, reviewer, now }: Pick<Reopening, 'eventId' | 'reviewer' | 'now'>,
  one: { id: string; playerId: string; batch: string },
): Promise<void> {
  const row = await tx
    .selectFrom('audit_log')
    .select('details')
    .where('subject', '=', one.id)
    .where('batch', '=', one.batch)
    .where('action', 'in', settlings)
    .executeTakeFirstOrThrow()
  const { before, after, lost } = JSON.parse(row.details) as Details
  // What the decision left alone may have gone its own way since.
  if (JSON.stringify(before) !== JSON.stringify(after))
    await restoreStanding(tx, pack, { catchId: one.id, playerId: one.playerId, standing: before, lost, now })
  await tx.updateTable('claim').set({ state: 'waiting' }).where('catch_id', '=', one.id).execute()
  await tx.deleteFrom('notice').where('catch_id', '=', one.id).where('seen_at', 'is', null).execute()
  await tx.deleteFrom('review').where('catch_id', '=', one.id).execute()
  await writeAuditLog(tx, {
    eventId,
    at: now,
    actor: reviewer,
    action: 'reopened',
    subject: one.id,
    batch: one.batch,
    details: {},
  })
}
