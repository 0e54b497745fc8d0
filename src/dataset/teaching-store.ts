import type { Db } from '../db/open.ts'
import { tellingKinds } from '../feedback/review/decisions.ts'

/**
 * Photos of this event to learn from, by food or kind of outlier: near-duplicates are one, however many there are. A group
 * of which one calibrates or judges does not teach at all, as in training.
 */
export async function photosByFood(db: Db, eventId: string): Promise<Map<string, number>> {
  const rows = await db
    .with('labelled', db =>
      db
        .selectFrom('review')
        .innerJoin('catch', 'catch.id', 'review.catch_id')
        .innerJoin('photo', 'photo.id', 'catch.photo_id')
        .innerJoin('prediction', 'prediction.photo_id', 'photo.id')
        .select(e => [
          // A food stands exactly where that was the decision.
          e.fn.coalesce('review.food', 'review.decision').as('label'),
          e.fn.coalesce('photo.look_group', 'photo.id').as('look_group'),
          e('prediction.audited', '=', 0).as('teaches'),
        ])
        .where('catch.event_id', '=', eventId)
        .where('review.decision', 'in', tellingKinds)
        .unionAll(
          db
            .selectFrom('example')
            .select(e => [
              'label',
              'look_group',
              e.or([e('split', 'is', null), e('split', '=', 'train')]).as('teaches'),
            ])
            .where('event_id', '=', eventId),
        ),
    )
    .selectFrom('labelled')
    .select(e => ['label', e.fn.count<number>('look_group').distinct().as('groups')])
    .where('look_group', 'not in', e =>
      e.selectFrom('labelled').select('look_group').where('teaches', '=', 0),
    )
    .groupBy('label')
    .execute()
  return new Map(rows.map(({ label, groups }) => [label, groups]))
}
