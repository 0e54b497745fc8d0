import type { Db } from '../db/open.ts'
import type { Words } from '../web/languages/phrase.ts'
import { t, wordsSchema } from '../web/languages/words.ts'

/** The program itself let another version serve, and no organiser has read so. */
export interface ModelNotice {
  id: string
  /** For people. */
  words: string
}

/** Oldest first. */
export async function openModelNotices(db: Db, pack: string): Promise<ModelNotice[]> {
  const rows = await db
    .selectFrom('model_notice')
    .select(['id', 'kind', 'version', 'instead', 'reason'])
    .where('pack', '=', pack)
    .where('dismissed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, version, instead, reason }) => ({
    id,
    words:
      kind === 'fell back'
        ? t`The model ${version} could not be loaded, so ${instead} took over. ${reasonIn(reason)}`
        : t`The model ${version} turned out worse, so ${instead} took over again. ${reasonIn(reason)}`,
  }))
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
