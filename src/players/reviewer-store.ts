import type { Db } from '../db/open.ts'
import { writeAuditLog } from '../ops/audit-log.ts'

interface Reviewer {
  id: string
  email: string
  /** When they first took up an invitation: milliseconds since 1970. */
  since: number
  /** May settle nothing any more. */
  ended: boolean
}

/** Everybody who took up an invitation to review, last come first; of those who were ended, the ones in `settlers`. */
export async function listReviewers(db: Db, settlers: readonly string[]): Promise<Reviewer[]> {
  const rows = await db
    .selectFrom('user')
    .select(['id', 'email', 'createdAt', 'role'])
    .where(eb =>
      eb.or([eb('role', '=', 'reviewer'), eb.and([eb('role', 'is', null), eb('id', 'in', settlers)])]),
    )
    .orderBy('role', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ createdAt, role, ...row }) => ({
    ...row,
    since: Date.parse(createdAt),
    ended: role === null,
  }))
}

interface Ending {
  reviewerId: string
  eventId: string
  /** Id of the organiser who does it. */
  by: string
  now: number
}

/**
 * From now on a reviewer is nobody: their sessions end, their password opens nothing. The account stays, for what they
 * settled has its name. False where there is no such reviewer; an organiser is none, so the last one cannot be ended.
 */
export async function endReviewer(db: Db, { reviewerId, eventId, by, now }: Ending): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('user')
      .set({ role: null })
      .where('id', '=', reviewerId)
      .where('role', '=', 'reviewer')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await tx.updateTable('account').set({ password: null }).where('userId', '=', reviewerId).execute()
    await tx.deleteFrom('session').where('userId', '=', reviewerId).execute()
    await writeAuditLog(tx, {
      ...{ eventId, at: now, actor: by, action: 'reviewer ended' },
      ...{ subject: reviewerId, batch: reviewerId, details: {} },
    })
    return true
  })
}
