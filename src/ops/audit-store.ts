import type { Transaction } from 'kysely'
import type { Database } from '../db/schema.ts'

interface AuditEntry {
  eventId: string
  at: number
  /** Id of the user who did it; gate, watch, start or shipped where the program did. */
  actor: string
  action:
    | 'settled'
    | 'settled anew'
    | 'reopened'
    | 'erased'
    | 'renamed'
    | 'let back in'
    | 'reviewer ended'
    | 'moved'
    | 'confirmed'
    | 'taken out'
    | 'promoted'
    | 'pinned'
    | 'unpinned'
    | 'menu set'
  /** Id of what it was done to. */
  subject: string
  /** Names what was done together. */
  batch: string
  details: object
}

/** Notes what somebody decided. Part of the transaction that does it: nothing happens unlogged. */
export async function writeAuditLog(tx: Transaction<Database>, entry: AuditEntry): Promise<void> {
  const { eventId, details, ...rest } = entry
  await tx
    .insertInto('audit_log')
    .values({ id: Bun.randomUUIDv7(), event_id: eventId, ...rest, details: JSON.stringify(details) })
    .execute()
}
