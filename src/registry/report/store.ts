import type { Db } from '../../db/open.ts'

export interface JudgedVersion {
  version: string
  createdAt: number
  /** JSON: what the gate found. */
  report: string | null
}

export const reportOf = async (db: Db, pack: string, version: string): Promise<JudgedVersion | null> =>
  (await db
    .selectFrom('model')
    .select(['version', 'created_at as createdAt', 'report'])
    .where('pack', '=', pack)
    .where('version', '=', version)
    .executeTakeFirst()) ?? null
