import type { Verdict } from '../../classifier/verdict.ts'
import type { Db } from '../../db/open.ts'
import { isOutlierKind } from '../../feedback/review/decisions.ts'
import { findVersion, isPinned, type Version } from '../store.ts'
import { type Difference, watchedUntil } from './rules.ts'

/** The version before, which looks on and may come back by itself. */
export interface Watched {
  onlooker: Version
  until: number
}

/** Who looks on while this one serves; null: nobody. */
export async function findOnlooker(db: Db, champion: Version, now: number): Promise<Watched | null> {
  const { pack, predecessor } = champion
  const onlooker = predecessor === null ? null : await findVersion(db, predecessor)
  const until = watchedUntil(champion, onlooker, now)
  if (onlooker === null || until === null || (await isPinned(db, pack))) return null
  return { onlooker, until }
}

/** Photos sent since a version serves of which the one before says something else, in the order they were sent. */
export async function differences(
  db: Db,
  { version, predecessor, promotedAt }: Pick<Version, 'version' | 'predecessor' | 'promotedAt'>,
): Promise<Difference[]> {
  const rows = await db
    .selectFrom('shadow')
    .innerJoin('prediction', 'prediction.photo_id', 'shadow.photo_id')
    .innerJoin('catch', 'catch.photo_id', 'shadow.photo_id')
    .innerJoin('photo', 'photo.id', 'shadow.photo_id')
    .leftJoin('review', 'review.catch_id', 'catch.id')
    .select([
      'catch.player_id as playerId',
      'photo.id as photoId',
      'photo.look_group as lookGroup',
      'prediction.verdict as shownVerdict',
      'prediction.food as shownFood',
      'shadow.verdict as shadowVerdict',
      'shadow.food as shadowFood',
      'review.decision',
      'review.food as reviewedFood',
    ])
    .where('shadow.model', '=', predecessor)
    .where('prediction.model', '=', version)
    .where('prediction.created_at', '>=', promotedAt)
    .orderBy('prediction.created_at')
    .orderBy('shadow.photo_id')
    .execute()
  return rows.map(row => ({
    playerId: row.playerId,
    group: row.lookGroup ?? row.photoId,
    shown: { verdict: row.shownVerdict as Verdict, food: row.shownFood },
    shadow: { verdict: row.shadowVerdict as Verdict, food: row.shadowFood },
    truth: truthOf(row.decision, row.reviewedFood),
  }))
}

function truthOf(decision: string | null, food: string | null): Difference['truth'] {
  if (decision === null) return null
  if (food !== null) return { kind: 'food', food }
  return { kind: isOutlierKind(decision) ? 'no food' : 'unclear' }
}
