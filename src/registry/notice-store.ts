import type { Db } from '../db/open.ts'

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
        ? `The model ${version} could not be loaded, so ${instead} took over. ${reason}`
        : `The model ${version} turned out worse, so ${instead} took over again. ${reason}`,
  }))
}

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
