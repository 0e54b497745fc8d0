import type { Db } from '../db/open.ts'
import { writeAuditLog } from '../ops/audit-store.ts'

/** Ids of catches and examples whose label somebody has looked at again, and found right as it is. */
export async function confirmedLabels(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('doubt')
    .select(e => [e.fn.coalesce('catch_id', 'example_id').as('id'), 'label'])
    .where('confirmed_at', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, label }) => [id ?? '', label]))
}

/** A label that a model which has not seen the photo contradicts. */
export interface Doubt {
  origin: 'catch' | 'example'
  /** Of the catch or the example. */
  id: string
  label: string
  /** A food's id, or `outlier`. */
  looksLike: string
  /** How likely that is, 0 to 1. */
  share: number
  /** It teaches on all the same: its food would have too few photos without those in doubt. */
  teaches: boolean
}

/**
 * Notes which labels are in doubt this time; what somebody has confirmed stays confirmed, as long as it is called so.
 */
export async function noteDoubts(db: Db, doubts: readonly Doubt[], now: number): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx.deleteFrom('doubt').where('confirmed_at', 'is', null).execute()
    for (const { origin, id, label, looksLike, share, teaches } of doubts) {
      const table = origin === 'catch' ? 'catch' : 'example'
      // It may have been erased since the photos were gathered.
      if (!(await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst())) continue
      const key = origin === 'catch' ? { catch_id: id, example_id: null } : { catch_id: null, example_id: id }
      const found = {
        label,
        looks_like: looksLike,
        share,
        teaches: Number(teaches),
        found_at: now,
        confirmed_at: null,
        confirmed_by: null,
      }
      await tx
        .insertInto('doubt')
        .values({ ...key, ...found })
        .onConflict(conflict =>
          conflict
            .column(origin === 'catch' ? 'catch_id' : 'example_id')
            .doUpdateSet(found)
            // All that are left were confirmed.
            .where('doubt.label', '!=', label),
        )
        .execute()
    }
  })
}

/** Labels that the last training found in doubt and nobody has looked at again, the clearest first. */
export async function openDoubts(db: Db): Promise<Doubt[]> {
  const rows = await db
    .selectFrom('doubt')
    .select(['catch_id', 'example_id', 'label', 'looks_like as looksLike', 'share', 'teaches'])
    .where('confirmed_at', 'is', null)
    .orderBy('share', 'desc')
    .execute()
  return rows.map(({ catch_id, example_id, teaches, ...doubt }) => ({
    ...doubt,
    teaches: teaches === 1,
    origin: catch_id === null ? 'example' : 'catch',
    id: catch_id ?? example_id ?? '',
  }))
}

interface Confirming {
  eventId: string
  /** Id of the user who has looked again. */
  by: string
  id: string
  now: number
}

/** The label is right: it teaches from the next training on, whatever its food has. False where it is not in doubt, or the photo is their own. */
export async function confirmLabel(db: Db, { eventId, by, id, now }: Confirming): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    const own = tx
      .selectFrom('catch')
      .innerJoin('player', 'player.id', 'catch.player_id')
      .select('catch.id')
      .where('player.user_id', '=', by)
    const doubt = await tx
      .updateTable('doubt')
      .set({ confirmed_at: now, confirmed_by: by })
      .where(e => e.or([e('catch_id', '=', id), e('example_id', '=', id)]))
      .where('confirmed_at', 'is', null)
      .where(e => e.or([e('catch_id', 'is', null), e('catch_id', 'not in', own)]))
      .returning(['label', 'looks_like'])
      .executeTakeFirst()
    if (!doubt) return false
    await writeAuditLog(tx, {
      ...{ eventId, at: now, actor: by, action: 'confirmed', subject: id, batch: id },
      details: { label: doubt.label, looksLike: doubt.looks_like },
    })
    return true
  })
}
