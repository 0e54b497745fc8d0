import { floatsOf } from '../../dataset/embedding.ts'
import type { Db } from '../../db/open.ts'
import { tellingKinds } from './decisions.ts'

/** Photos of an event that reviewers settled, or an organiser added, at `since` or later; and when. */
export async function knownSince(
  db: Db,
  eventId: string,
  since: number,
): Promise<{ id: string; at: number }[]> {
  const settled = await db
    .selectFrom('review')
    // Begins with the newest reviews, not with all catches.
    .crossJoin('catch')
    .whereRef('catch.id', '=', 'review.catch_id')
    .select(['catch.photo_id as id', 'review.decided_at as at'])
    .where('review.decided_at', '>=', since)
    .where('catch.event_id', '=', eventId)
    .execute()
  const added = await db
    .selectFrom('example')
    .select(['id', 'created_at as at'])
    .where('event_id', '=', eventId)
    .where('created_at', '>=', since)
    .execute()
  return [...settled, ...added]
}

/** Which of these photos are known now, and as what: a food, or null where it is none of the album. */
export async function foodsOf(
  db: Db,
  eventId: string,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const settled = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .select(['catch.photo_id as id', 'review.food'])
    .where('catch.photo_id', 'in', ids)
    .where('catch.event_id', '=', eventId)
    .where('review.decision', 'in', tellingKinds)
    .execute()
  const added = await db
    .selectFrom('example')
    .select(['id', 'label', 'kind'])
    .where('id', 'in', ids)
    .where('event_id', '=', eventId)
    .execute()
  return new Map([
    ...settled.map(({ id, food }) => [id, food] as const),
    ...added.map(({ id, label, kind }) => [id, kind === 'food' ? label : null] as const),
  ])
}

/** Unit length, by photo; those that another backbone made are left out. */
export async function embeddingsOf(
  db: Db,
  ids: readonly string[],
  backbone: string,
): Promise<Map<string, Float32Array>> {
  const settled = await db
    .selectFrom('prediction')
    .select(['photo_id as id', 'embedding'])
    .where('photo_id', 'in', ids)
    .where('backbone', '=', backbone)
    .execute()
  const added = await db
    .selectFrom('example')
    .select(['id', 'embedding'])
    .where('id', 'in', ids)
    .where('backbone', '=', backbone)
    .execute()
  return new Map([...settled, ...added].map(row => [row.id, floatsOf(row.embedding)]))
}
