import type { Transaction } from 'kysely'
import { changeStanding, type Standing } from '../../catching/index.ts'
import type { CatchState } from '../../catching/rules.ts'
import type { Db } from '../../db/open.ts'
import type { Database } from '../../db/schema.ts'
import { writeAuditLog } from '../../ops/audit-store.ts'
import type { Pack } from '../../packs/load.ts'
import type { Decision } from './decisions.ts'
import { noticeFor, standingAfter } from './notice.ts'
import { leaseStands } from './queue-store.ts'
import { type Details, reopenOne, type settlings } from './reopen-store.ts'
import { mayReview } from './reviewer-store.ts'

interface Settling {
  eventId: string
  /** Id of the user who decides. */
  reviewer: string
  /** The photo that was looked at, and its look-alikes that are settled with it. */
  catchId: string
  also: readonly string[]
  decision: Decision
  /** Names what is settled together. */
  batch: string
  now: number
}

/**
 * Settles a photo and its look-alikes, or none of them. Returns how many; 0 where the photo itself was settled
 * already, is being looked at by somebody else, is the reviewer's own, or is gone; null for who may not review any more.
 */
export async function settle(db: Db, pack: Pack, settling: Settling): Promise<number | null> {
  return await db.transaction().execute(async tx => {
    if (!(await mayReview(tx, settling.reviewer))) return null
    const main = await findOpen(tx, settling, settling.catchId)
    if (!main) return 0
    await settleOne(tx, pack, settling, main)
    let settled = 1
    for (const id of new Set(settling.also)) {
      const other = id === main.id ? null : await findOpen(tx, settling, id)
      // Only what looks alike: nothing a browser sends can settle another photo.
      if (!other || other.lookGroup === null || other.lookGroup !== main.lookGroup) continue
      await settleOne(tx, pack, settling, other)
      settled++
    }
    return settled
  })
}

async function findOpen(tx: Transaction<Database>, { eventId, reviewer, now }: Settling, catchId: string) {
  return await tx
    .selectFrom('catch')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .innerJoin('player', 'player.id', 'catch.player_id')
    .leftJoin('review', 'review.catch_id', 'catch.id')
    .leftJoin('lease', join => join.onRef('lease.catch_id', '=', 'catch.id').on(leaseStands(now)))
    .leftJoin('feedback', 'feedback.catch_id', 'catch.id')
    .leftJoin('claim', 'claim.catch_id', 'catch.id')
    .select([
      'catch.id',
      'catch.player_id as playerId',
      'catch.state',
      'catch.food',
      'catch.caught_at as caughtAt',
      'catch.created_at as sentAt',
      'photo.look_group as lookGroup',
      'feedback.answer',
      'claim.food as claimFood',
    ])
    .where('catch.id', '=', catchId)
    .where('catch.event_id', '=', eventId)
    .where('review.catch_id', 'is', null)
    .where('player.user_id', '!=', reviewer)
    .where(eb => eb.or([eb('lease.user_id', 'is', null), eb('lease.user_id', '=', reviewer)]))
    .executeTakeFirst()
}

type Open = NonNullable<Awaited<ReturnType<typeof findOpen>>>

async function settleOne(
  tx: Transaction<Database>,
  pack: Pack,
  settling: Settling,
  open: Open,
  action: (typeof settlings)[number] = 'settled',
) {
  const { decision, now, batch, reviewer, eventId } = settling
  const before: Standing = {
    state: open.state as CatchState,
    food: open.food,
    caughtAt: open.caughtAt,
    hidden: false,
  }
  const after = standingAfter(before, decision, open.sentAt)
  await tx
    .insertInto('review')
    .values({
      catch_id: open.id,
      decision: decision.kind,
      food: decision.food,
      reviewer,
      batch,
      decided_at: now,
    })
    .execute()
  const lost = await changeStanding(tx, pack, {
    catchId: open.id,
    playerId: open.playerId,
    standing: after,
    now,
  })
  await tx
    .updateTable('claim')
    .set({ state: decision.kind === 'food' && decision.food === open.claimFood ? 'approved' : 'refused' })
    .where('catch_id', '=', open.id)
    .execute()
  await tellPlayer(tx, settling, open, { before, lost })
  await tx.deleteFrom('lease').where('catch_id', '=', open.id).execute()
  const details: Details = { decision: decision.kind, food: decision.food, before, after, lost }
  await writeAuditLog(tx, {
    eventId,
    at: now,
    actor: reviewer,
    action,
    subject: open.id,
    batch,
    details,
  })
}

/** What its player reads at their next page; nothing where nothing changes for them. */
async function tellPlayer(
  tx: Transaction<Database>,
  { decision, now }: Settling,
  open: Open,
  { before, lost }: Pick<Details, 'before' | 'lost'>,
): Promise<void> {
  const notice = noticeFor(before, open, decision)
  if (!notice) return
  const row = { id: Bun.randomUUIDv7(), player_id: open.playerId, catch_id: open.id, created_at: now }
  const lostBadges = lost.length > 0 ? JSON.stringify(lost.map(({ badge }) => badge)) : null
  await tx
    .insertInto('notice')
    .values({ ...row, ...notice, lost_badges: lostBadges })
    .execute()
}

/**
 * Decides anew on photos that are settled already: each is reopened and settled again, all or none of them. Returns the
 * ids of what was changed; photos that stand like that already, are the reviewer's own, or are not settled are left out.
 */
export async function resettle(
  db: Db,
  pack: Pack,
  { catchIds, ...rest }: Omit<Settling, 'catchId' | 'also'> & { catchIds: readonly string[] },
): Promise<string[]> {
  return await db.transaction().execute(async tx => {
    const changed: string[] = []
    for (const catchId of new Set(catchIds)) {
      const settling = { ...rest, catchId, also: [] }
      const settled = await findSettled(tx, settling)
      if (!settled || sameDecision(settled, settling.decision)) continue
      await reopenOne(tx, pack, settling, settled)
      const open = await findOpen(tx, settling, catchId)
      if (!open) throw new Error(`${catchId} was reopened and is not open`)
      await settleOne(tx, pack, settling, open, 'settled anew')
      changed.push(catchId)
    }
    return changed
  })
}

async function findSettled(tx: Transaction<Database>, { eventId, reviewer, catchId }: Settling) {
  return await tx
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .innerJoin('player', 'player.id', 'catch.player_id')
    .select(['catch.id', 'catch.player_id as playerId', 'review.batch', 'review.decision', 'review.food'])
    .where('catch.id', '=', catchId)
    .where('catch.event_id', '=', eventId)
    .where('player.user_id', '!=', reviewer)
    .executeTakeFirst()
}

const sameDecision = (settled: { decision: string; food: string | null }, { kind, food }: Decision) =>
  settled.decision === kind && settled.food === food
