import type { Db } from '../db/open.ts'
import type { Words } from '../web/languages/phrase.ts'
import { wordsSchema } from '../web/languages/words.ts'

/** The program itself let another version serve, and no organiser has read so. */
interface OpenNotice {
  id: string
  kind: string
  /** The one that went. */
  version: string
  instead: string
  reason: Words
}

/** Oldest first. */
export async function openNotices(db: Db, pack: string): Promise<OpenNotice[]> {
  const rows = await db
    .selectFrom('model_notice')
    .select(['id', 'kind', 'version', 'instead', 'reason'])
    .where('pack', '=', pack)
    .where('dismissed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...row, reason: reasonIn(row.reason) }))
}

/** A phrase as JSON; before there were languages, a sentence. */
const reasonIn = (stored: string): Words =>
  stored.startsWith('{') ? wordsSchema.parse(JSON.parse(stored)) : stored

/** An organiser has read it, so none is told again. False where there is no such notice, or it was read. */
export async function dismissNotice(db: Db, id: string, now: number): Promise<boolean> {
  const result = await db
    .updateTable('model_notice')
    .set({ dismissed_at: now })
    .where('id', '=', id)
    .where('dismissed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
