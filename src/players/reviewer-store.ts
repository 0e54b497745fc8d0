import { type Db, emptyLog } from '../db/open.ts'
import { writeAuditLog } from '../ops/audit-store.ts'

interface Reviewer {
  id: string
  /** null: they may settle nothing any more, and what was known of them is gone. */
  email: string | null
  /** When they first took up an invitation: milliseconds since 1970. */
  since: number
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
  return rows.map(({ id, email, createdAt, role }) => ({
    id,
    email: role === null ? null : email,
    since: Date.parse(createdAt),
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
 * From now on a reviewer is nobody: their sessions end, and e-mail address, name and password go. What is left is an id, by
 * which what they settled is found, and their place as a player hangs on it. False where there is no such reviewer; an organiser is none, so the last one cannot be ended.
 */
export async function endReviewer(db: Db, { reviewerId, eventId, by, now }: Ending): Promise<boolean> {
  const ended = await db.transaction().execute(async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('user')
      // better-auth wants an address, each of them another; this one can be nobody's.
      .set({ role: null, name: '', email: `${reviewerId}@stopped.invalid` })
      .where('id', '=', reviewerId)
      .where('role', '=', 'reviewer')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await tx.deleteFrom('account').where('userId', '=', reviewerId).execute()
    await tx.deleteFrom('session').where('userId', '=', reviewerId).execute()
    await writeAuditLog(tx, {
      ...{ eventId, at: now, actor: by, action: 'reviewer ended' },
      ...{ subject: reviewerId, batch: reviewerId, details: {} },
    })
    return true
  })
  if (ended) await emptyLog(db)
  return ended
}
