import { sql } from 'kysely'
import type { Verdict } from '../../classifier/verdict.ts'
import type { Db } from '../../db/open.ts'
import { decisionOf } from './decisions.ts'
import {
  inOrder,
  type QueueFilter,
  type SettledHint,
  type Trust,
  trustByPlayer,
  type Waiting,
} from './rules.ts'

/** Long enough to look twice, short enough that nobody waits for a reviewer who went to lunch. */
const leaseTime = 2 * 60 * 1000
/** Of a queue longer than this only the newest, and those somebody said something of, are put in order. */
const mostOrdered = 2000
/** Settled in one act, at most: more is a longer row than anybody looks through. */
const mostLookAlikes = 60

interface Asking {
  eventId: string
  /** Id of the reviewer. */
  userId: string
  filter: QueueFilter
  /** Where the filter names a day: from its first instant until the next day's. */
  sent?: readonly [from: number, until: number]
  now: number
}

/** What a reviewer sees now and next. Both are theirs for two minutes, with the look-alikes of the first. */
interface Taken {
  item: Waiting
  next: Waiting | null
  lookAlikes: { id: string; photoId: string }[]
  /** Of the item's player; see rules.ts. */
  trust: Trust
}

/** Takes the photo that teaches most of those no other reviewer has. `first`, where it is open, goes before all. */
export async function takeNext(db: Db, asking: Asking & { first?: string }): Promise<Taken | null> {
  return await db.transaction().execute(async tx => {
    const { userId, now } = asking
    const trustOf = trustByPlayer(await settledHints(tx, asking.eventId))
    const items = inOrder(await waitingFor(tx, asking), await countSettled(tx, asking.eventId), trustOf)
    const item = items.find(each => each.id === asking.first) ?? items[0]
    // A photo that was passed over stays reserved for its time, so that it does not come back at once.
    await tx.deleteFrom('lease').where('user_id', '=', userId).where('skipped', '=', 0).execute()
    if (!item) return null
    const lookAlikes = await lookAlikesOf(tx, asking, item)
    const alike = new Set([item.id, ...lookAlikes.map(each => each.id)])
    const next = items.find(each => !alike.has(each.id)) ?? null
    const leased = [...alike, ...(next ? [next.id] : [])]
    await tx
      .insertInto('lease')
      .values(leased.map(id => ({ catch_id: id, user_id: userId, until: now + leaseTime })))
      .onConflict(conflict =>
        conflict.column('catch_id').doUpdateSet({ user_id: userId, until: now + leaseTime, skipped: 0 }),
      )
      .execute()
    return { item, next, lookAlikes, trust: trustOf(item.playerId) }
  })
}

/** Passes a photo over: for two minutes nobody gets it, then it is in the queue again. */
export async function skip(db: Db, asking: Omit<Asking, 'filter'> & { catchId: string }): Promise<void> {
  await db
    .updateTable('lease')
    .set({ skipped: 1, until: asking.now + leaseTime })
    .where('catch_id', '=', asking.catchId)
    .where('user_id', '=', asking.userId)
    .execute()
}

/** Whether a joined lease holds: one that ends later than any could is of a clock that was ahead. */
export const leaseStands = (now: number) =>
  sql<boolean>`lease.until > ${now} and lease.until <= ${now + leaseTime}`

/** Everything unsettled that a reviewer may take: not what another has, nor what they sent as a player. */
function openFor(db: Db, { eventId, userId, now }: Omit<Asking, 'filter'>) {
  return db
    .selectFrom('catch')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .innerJoin('player', 'player.id', 'catch.player_id')
    .innerJoin('prediction', 'prediction.photo_id', 'catch.photo_id')
    .leftJoin('review', 'review.catch_id', 'catch.id')
    .leftJoin('feedback', 'feedback.catch_id', 'catch.id')
    .leftJoin('claim', 'claim.catch_id', 'catch.id')
    .leftJoin('shadow', 'shadow.photo_id', 'catch.photo_id')
    .leftJoin('lease', join => join.onRef('lease.catch_id', '=', 'catch.id').on(leaseStands(now)))
    .where('catch.event_id', '=', eventId)
    .where('review.catch_id', 'is', null)
    .where('player.user_id', '!=', userId)
    .where(eb =>
      eb.or([
        eb('lease.user_id', 'is', null),
        eb.and([eb('lease.user_id', '=', userId), eb('lease.skipped', '=', 0)]),
      ]),
    )
}

async function waitingFor(db: Db, asking: Asking): Promise<Waiting[]> {
  const { food, verdict, player, model, flagged } = asking.filter
  let query = openFor(db, asking).select([
    'catch.id',
    'catch.photo_id as photoId',
    'catch.player_id as playerId',
    'player.nickname',
    'catch.food',
    'catch.created_at as sentAt',
    'photo.look_group as lookGroup',
    'prediction.verdict',
    'prediction.food as predicted',
    'prediction.probability',
    'prediction.audited',
    'shadow.model as shadow',
    'feedback.answer',
    'claim.food as claimFood',
    'claim.note',
  ])
  if (food) {
    query = query.where(eb =>
      eb.or([eb('claim.food', '=', food), eb('catch.food', '=', food), eb('prediction.food', '=', food)]),
    )
  }
  if (verdict) query = query.where('prediction.verdict', '=', verdict)
  if (player) query = query.where('catch.player_id', '=', player)
  if (model) query = query.where('prediction.model', '=', model)
  if (asking.sent) {
    const [from, until] = asking.sent
    query = query.where('catch.created_at', '>=', from).where('catch.created_at', '<', until)
  }
  if (flagged) query = query.where('feedback.answer', '!=', 'yes')
  // Read from the newest on, along an index, until there are enough: sorting them took reading all that was ever sent.
  const newest = query.orderBy('catch.created_at', 'desc')
  const said = await newest.where('feedback.catch_id', 'is not', null).limit(mostOrdered).execute()
  const room = mostOrdered - said.length
  const others = await newest.where('feedback.catch_id', 'is', null).limit(room).execute()
  const rows = [...said, ...others]
  const settled = await settledAmong(db, asking.eventId, rows)
  return rows.map(({ shadow, ...row }) => ({
    ...row,
    settledTwin: row.lookGroup !== null && settled.has(row.lookGroup),
    verdict: row.verdict as Verdict,
    audited: row.audited === 1,
    differs: shadow !== null,
  }))
}

async function lookAlikesOf(db: Db, asking: Asking, item: Waiting): Promise<Taken['lookAlikes']> {
  if (item.lookGroup === null) return []
  return await openFor(db, asking)
    .select(['catch.id', 'catch.photo_id as photoId'])
    .where('photo.look_group', '=', item.lookGroup)
    .where('catch.id', '!=', item.id)
    .orderBy('catch.created_at')
    .limit(mostLookAlikes)
    .execute()
}

/** Near-duplicate groups of these photos of which one is settled. */
async function settledAmong(
  db: Db,
  eventId: string,
  photos: readonly { lookGroup: string | null }[],
): Promise<Set<string>> {
  const groups = photos.flatMap(({ lookGroup }) => lookGroup ?? [])
  const rows = await db
    .selectFrom('photo')
    .innerJoin('catch', 'catch.photo_id', 'photo.id')
    .innerJoin('review', 'review.catch_id', 'catch.id')
    .select('photo.look_group as group')
    .distinct()
    .where('catch.event_id', '=', eventId)
    .where('photo.look_group', 'in', groups)
    .execute()
  return new Set(rows.map(row => row.group ?? ''))
}

/** Settled photos by food. */
async function countSettled(db: Db, eventId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .select(e => ['review.food', e.fn.countAll<number>().as('n')])
    .where('catch.event_id', '=', eventId)
    .where('review.food', 'is not', null)
    .groupBy('review.food')
    .execute()
  return new Map(rows.map(row => [row.food ?? '', row.n]))
}

/** Of settled photos, the hints that say something of their giver: an easy yes does not, and is most of them. */
async function settledHints(db: Db, eventId: string): Promise<SettledHint[]> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .innerJoin('feedback', 'feedback.catch_id', 'catch.id')
    .innerJoin('prediction', 'prediction.photo_id', 'catch.photo_id')
    .leftJoin('claim', 'claim.catch_id', 'catch.id')
    .select([
      'catch.player_id as playerId',
      'feedback.answer',
      'claim.food as claimFood',
      'prediction.food as predicted',
      'prediction.audited',
      'review.decision',
      'review.food',
    ])
    .where('catch.event_id', '=', eventId)
    .where(eb => eb.or([eb('feedback.answer', '!=', 'yes'), eb('prediction.audited', '=', 1)]))
    .execute()
  return rows.map(({ decision, food, audited, ...row }) => ({
    ...row,
    audited: audited === 1,
    decision: decisionOf(decision, food),
  }))
}
