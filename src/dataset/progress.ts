import type { Db } from '../db/open.ts'

/**
 * Labelled photos by food, settled by a reviewer or added as examples: what a still-learning food has gathered here.
 * Near-duplicates are one, however many there are.
 */
export async function photosByFood(db: Db, eventId: string): Promise<Map<string, number>> {
  const settled = db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .select(e => ['review.food', e.fn.coalesce('photo.look_group', 'photo.id').as('group')])
    .where('catch.event_id', '=', eventId)
    .where('review.decision', '=', 'food')
  const added = db
    .selectFrom('example')
    .select(['label as food', 'look_group as group'])
    .where('event_id', '=', eventId)
    .where('kind', '=', 'food')
  const rows = await db
    // A union keeps one of equal rows.
    .selectFrom(settled.union(added).as('labelled'))
    .select(e => ['food', e.fn.countAll<number>().as('photos')])
    .groupBy('food')
    .execute()
  return new Map(rows.map(row => [row.food ?? '', row.photos]))
}
