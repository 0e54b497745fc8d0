import type { Transaction } from 'kysely'
import type { Database } from '../db/schema.ts'

/** Reports keep the answers to these photos, and not whose photos they were. As JSON.stringify writes them. */
export async function forgetPhotos(tx: Transaction<Database>, photoIds: readonly string[]): Promise<void> {
  const erased = new Set(photoIds)
  const reports = await tx
    .selectFrom('model')
    .select(['version', 'report'])
    .where('report', 'is not', null)
    .execute()
  for (const { version, report } of reports) {
    const without = report?.replace(/"photoId":"([^"]+)"/g, (named, id) =>
      erased.has(id) ? '"photoId":null' : named,
    )
    if (without === report) continue
    await tx.updateTable('model').set({ report: without }).where('version', '=', version).execute()
  }
}
