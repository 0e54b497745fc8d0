import type { Door } from './door.ts'

/** A version without files that was refused, unless it serves, with what the gate found. */
export async function keepReport(
  door: Door,
  version: string,
  report: object | null,
  status = 'rejected',
): Promise<void> {
  await door.context.db
    .insertInto('model')
    .values({
      version,
      pack: door.context.pack.id,
      status,
      origin: 'trained',
      card_sha256: '0',
      report: report && JSON.stringify(report),
      created_at: 1,
    })
    .execute()
}
