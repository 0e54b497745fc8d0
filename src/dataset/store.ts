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
  /** Of the kept copy. */
  bytes: number
  /** When it was labelled. */
  at: number
  /** Unit length. */
  embedding: Float32Array
}

/** Without the embedding, which is most of a photo's row: for whoever counts or shows. */
export type ListedPhoto = Omit<LabelledPhoto, 'embedding'>

/** Everything training may learn from, oldest label first. */
export async function labelledPhotos(db: Db, eventId: string): Promise<LabelledPhoto[]> {
  const settled = await settledRows(db, eventId).select('prediction.embedding').execute()
  const added = await addedRows(db, eventId).select('embedding').execute()
  const withEmbedding = <R extends { embedding: Uint8Array }>(photo: ListedPhoto, row: R) => ({
    ...photo,
    embedding: floatsOf(row.embedding),
  })
  return oldestFirst([
    ...settled.flatMap(row => settledPhoto(row).map(photo => withEmbedding(photo, row))),
    ...added.map(row => withEmbedding(addedPhoto(row), row)),
  ])
}

/** The same photos for lists. */
export async function listedPhotos(db: Db, eventId: string): Promise<ListedPhoto[]> {
  const settled = await settledRows(db, eventId).execute()
  const added = await addedRows(db, eventId).execute()
  return oldestFirst([...settled.flatMap(settledPhoto), ...added.map(addedPhoto)])
}

const oldestFirst = <P extends ListedPhoto>(photos: P[]): P[] =>
  photos.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

type Row<T extends { execute(): Promise<unknown[]> }> = Awaited<ReturnType<T['execute']>>[number]
type SettledRow = Row<ReturnType<typeof settledRows>>
type AddedRow = Row<ReturnType<typeof addedRows>>

const settledRows = (db: Db, eventId: string) =>
  db
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
      'review.decided_at as at',
    ])
    .where('catch.event_id', '=', eventId)

/** None where the decision teaches nothing. */
function settledPhoto(row: SettledRow): ListedPhoto[] {
  const label = labelOf(decisionOf(row.decision, row.food))
  if (!label) return []
  const { id, photoId, look, group, bytes, audited, playerId, backbone, at } = row
  return [
    {
      ...{ origin: 'catch', id, photoId, ...label, look, bytes, playerId, backbone, at },
      group: group ?? photoId,
      audited: audited === 1,
      split: null,
      source: 'player',
    },
  ]
}

const addedRows = (db: Db, eventId: string) =>
  db
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
      'created_at as at',
    ])
    .where('event_id', '=', eventId)

function addedPhoto({ id, label, look, group, bytes, source, backbone, at, ...row }: AddedRow): ListedPhoto {
  return {
    ...{ origin: 'example', id, photoId: id, label, look, group, bytes, source, backbone, at },
    // The table's CHECKs allow nothing else.
    kind: row.kind as Kind,
    split: row.split as Split | null,
    audited: false,
    playerId: null,
  }
}
