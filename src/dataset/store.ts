import type { Db } from '../db/open.ts'
import { decisionOf } from '../feedback/review/decisions.ts'
import type { Kind, Split } from '../training/photo-index.ts'
import { floatsOf } from './embedding.ts'
import { labelOf } from './labels.ts'

/** A photo of this event whose label a reviewer or an organiser has vouched for. */
export interface LabelledPhoto {
  /** Where it came from: a player's catch, or an example that was dropped or imported. */
  origin: 'catch' | 'example'
  /** Of the catch or the example. */
  id: string
  /** Names its files. */
  photoId: string
  label: string
  kind: Kind
  /** Near-duplicates share one. */
  group: string
  /** Difference hash in hex. */
  look: string | null
  /** Drawn for the audit sample: calibrates and judges, never fits. */
  audited: boolean
  /** What an import said; null otherwise. */
  split: Split | null
  source: string
  playerId: string | null
  backbone: string
  /** Unit length. */
  embedding: Float32Array
  bytes: number
  /** When it was labelled. */
  at: number
}

/** Everything training may learn from, oldest label first. */
export async function labelledPhotos(db: Db, eventId: string): Promise<LabelledPhoto[]> {
  const [settled, examples] = await Promise.all([settledPhotos(db, eventId), addedExamples(db, eventId)])
  return [...settled, ...examples].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

async function settledPhotos(db: Db, eventId: string): Promise<LabelledPhoto[]> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('catch', 'catch.id', 'review.catch_id')
    .innerJoin('photo', 'photo.id', 'catch.photo_id')
    .innerJoin('prediction', 'prediction.photo_id', 'photo.id')
    .select([
      'catch.id',
      'photo.id as photoId',
      'review.decision',
      'review.food',
      'photo.look',
      'photo.look_group as group',
      'photo.bytes',
      'prediction.audited',
      'catch.player_id as playerId',
      'prediction.backbone',
      'prediction.embedding',
      'review.decided_at as at',
    ])
    .where('catch.event_id', '=', eventId)
    .execute()
  return rows.flatMap(({ decision, food, audited, embedding, group, ...row }) => {
    const label = labelOf(decisionOf(decision, food))
    if (!label) return []
    return [
      {
        origin: 'catch',
        ...row,
        ...label,
        group: group ?? row.photoId,
        audited: audited === 1,
        split: null,
        source: 'player',
        embedding: floatsOf(embedding),
      },
    ]
  })
}

async function addedExamples(db: Db, eventId: string): Promise<LabelledPhoto[]> {
  const rows = await db
    .selectFrom('example')
    .select([
      'id',
      'label',
      'kind',
      'split',
      'source',
      'look',
      'look_group as group',
      'bytes',
      'backbone',
      'embedding',
      'created_at as at',
    ])
    .where('event_id', '=', eventId)
    .execute()
  return rows.map(({ kind, split, embedding, ...row }) => ({
    origin: 'example',
    ...row,
    // The table's CHECKs allow nothing else.
    kind: kind as Kind,
    split: split as Split | null,
    photoId: row.id,
    audited: false,
    playerId: null,
    embedding: floatsOf(embedding),
  }))
}
