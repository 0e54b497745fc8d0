import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type DerivedPhoto, derivePhoto } from '../photos/derive.ts'
import type { Kind, Split } from '../training/photo-index.ts'
import { phrase } from '../web/languages/phrase.ts'
import { findByPicture, findExample, insertExample, type Kept } from './example-store.ts'

/** A labelled photo that no player sent: dropped by an organiser, or out of an import. */
export interface NewExample {
  /** The file as it is; its name says nothing. */
  bytes: Uint8Array
  /** A food of the running pack where `kind` is food, else the kind of an outlier, such as not_food. */
  label: string
  kind: Kind
  /** null: train. */
  split: Split | null
  /** `organiser`, or what an import's index says. */
  source: string
  /** Near-duplicate group to join where nothing stored looks like it; left out: one of its own. */
  group?: string
  /** Id of the user who vouches for the label. */
  addedBy: string
}

/** `same`: this very picture is an example already, under this label; nothing was stored. */
export interface AddedExample {
  outcome: 'stored' | 'same'
  id: string
  label: string
  /** Its near-duplicate group. */
  group: string
}

type Needed = Pick<Context, 'db' | 'photos' | 'classifier' | 'pack' | 'clock' | 'newPhotoId'>

/**
 * Keeps one labelled photo: files first, then its row with embedding and near-duplicate group. Throws AppError with
 * words for people: 422 for a label that does not exist, what `derivePhoto` throws for a file that is no photo, 503
 * when there is too much to do.
 */
export async function addExample(context: Needed, eventId: string, photo: NewExample): Promise<AddedExample> {
  refuseLabel(context, photo)
  const derived = await derivePhoto(photo.bytes, { size: context.classifier.size })
  const before = await findByPicture(context.db, eventId, derived.fingerprint)
  if (before) return { outcome: 'same', ...before }

  const { embedding } = await context.classifier.classify(derived.pixels)
  const id = context.newPhotoId()
  // On disk before any row names it, as photos of players are.
  await context.photos.write(id, derived)
  return await record(context, { ...rowOf(photo, derived), id, eventId, embedding, ...made(context) })
}

const outlierKind = /^[a-z][a-z0-9_]{1,40}$/

function refuseLabel({ pack }: Needed, { label, kind }: NewExample): void {
  const exists = kind === 'food' ? pack.food(label) !== undefined : outlierKind.test(label)
  if (!exists)
    throw new AppError(422, phrase`There is no food called “${label.slice(0, 60)}” here. Add it first.`)
}

const made = ({ classifier, clock }: Needed) => ({ backbone: classifier.backbone, now: clock() })

const rowOf = (
  { bytes: _, ...said }: NewExample,
  { fingerprint, look, width, height, kept }: DerivedPhoto,
) => ({ ...said, fingerprint, look, width, height, bytes: kept.byteLength })

/** Stores the row. Files it was not stored for go away again. */
async function record({ db, photos }: Needed, example: Kept): Promise<AddedExample> {
  try {
    const stored = await insertExample(db, example)
    if (stored.outcome === 'same') await photos.remove(example.id)
    return stored
  } catch (error) {
    // After a failed commit only the database knows. Where it cannot say, the next start's sweep does.
    const row = await findExample(db, example.id).catch(() => 'unknown' as const)
    if (row === null) await photos.remove(example.id)
    throw error
  }
}
