import type { Db } from '../db/open.ts'
import { type Schedule, scheduleSchema } from './schedule-rules.ts'

const settingName = 'nightly-retrain'
/** The last slot that was seen to, in milliseconds since 1970. */
const slotName = 'nightly-retrain slot'

/** What was set, or the usual. */
export async function scheduleOf(db: Db): Promise<Schedule> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', settingName)
    .executeTakeFirst()
  return scheduleSchema.parse(row ? JSON.parse(row.value) : {})
}

export const keepSchedule = (db: Db, schedule: Schedule): Promise<void> =>
  put(db, settingName, JSON.stringify(schedule))

/** Null before the first start. */
export async function lastSlot(db: Db): Promise<number | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', slotName).executeTakeFirst()
  return row ? Number(row.value) : null
}

export const keepSlot = (db: Db, slot: number): Promise<void> => put(db, slotName, String(slot))

async function put(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
