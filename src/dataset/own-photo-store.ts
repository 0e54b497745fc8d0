import type { Db } from '../db/open.ts'
import { decisionOf } from '../feedback/review/decisions.ts'
import { labelOf } from './labels.ts'

/** A photo that is here: what it is labelled, null where nobody has settled it, and its near-duplicate group. */
interface OwnPhoto {
  label: string | null
  group: string
}

/**
 * The photo or example of this event with that id: a zip that was saved here names its files by it. `erased`: it was
 * of a player who is gone. Null: it is not from here.
 */
export async function findOwnPhoto(db: Db, eventId: string, id: string): Promise<OwnPhoto | 'erased' | null> {
  const example = await db
    .selectFrom('example')
    .select(['label', 'look_group as group'])
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (example) return example
  const photo = await db
    .selectFrom('photo')
    .leftJoin('catch', 'catch.photo_id', 'photo.id')
    .leftJoin('review', 'review.catch_id', 'catch.id')
    .select(['review.decision', 'review.food', 'photo.look_group as group'])
    .where('photo.event_id', '=', eventId)
    .where('photo.id', '=', id)
    .executeTakeFirst()
  if (photo) {
    const { decision, food, group } = photo
    const label = decision === null ? null : labelOf(decisionOf(decision, food))
    return { label: label?.label ?? null, group: group ?? id }
  }
  const erased = await db
    .selectFrom('erased_photo')
    .select('photo_id')
    .where('photo_id', '=', id)
    .executeTakeFirst()
  return erased ? 'erased' : null
}
