import { backboneIdIn } from '../classifier/model-files.ts'
import { type Db, openDatabase } from '../db/open.ts'
import { AppError, messageOf } from '../errors.ts'
import { currentEvent } from '../events/index.ts'
import { existingHome, type Home } from '../home.ts'
import { modelPixels } from '../photos/derive.ts'
import { openPhotoFiles, type PhotoFiles } from '../photos/files.ts'
import { findChampion, loadVersion } from '../registry/index.ts'
import { embeddingOf, hasBaseSet, readBaseSet } from '../training/base-set.ts'
import { placesOf } from '../training/places.ts'
import type { Progress } from '../training/progress.ts'
import { phrase, type Words } from '../web/languages/phrase.ts'
import { type LabelledPhoto, labelledPhotos } from './store.ts'
import { judge, type Known, type Suspect } from './suspects.ts'

export interface Findings {
  /** Photos that were looked at. */
  photos: number
  /** A file is missing or cannot be decoded. */
  unreadable: { id: string; why: Words }[]
  /** Most clearly mislabelled first. */
  suspects: Suspect[]
  /**
   * Foods with photos here that today's model does not claim. Nobody can tell what does not look like them: their photos
   * were opened and not judged. Of the base set's, 10% would be taken for something else, of claimed foods' 3%.
   */
  unjudged: string[]
}

/** Looks over every labelled photo of the running event: are its files whole, and does it look like its label? */
export async function checkPhotos(
  where: { home: string; pack: string },
  progress: Progress,
): Promise<Findings> {
  const home = existingHome(where.home)
  const { photos, claimed } = await loadPhotos(home, where.pack)
  const files = await openPhotoFiles(home.photos)
  const base = photos.length > 0 ? await baseOf(where.pack) : nothing
  const isUnjudged = ({ kind, label }: LabelledPhoto) => kind === 'food' && !claimed.has(label)
  const unjudged = [...new Set(photos.filter(isUnjudged).map(({ label }) => label))]
  const findings: Findings = { photos: photos.length, unreadable: [], suspects: [], unjudged }
  for (const [done, photo] of photos.entries()) {
    progress(done, photos.length)
    const why = await unreadable(files, photo)
    if (why) findings.unreadable.push({ id: photo.id, why })
    if (isUnjudged(photo)) continue
    const shipped = backboneIdIn(photo.backbone) === base.backbone ? base.known : []
    const here = photos.filter(other => other.backbone === photo.backbone)
    const suspect = judge(photo, [...shipped, ...here])
    if (suspect) findings.suspects.push(suspect)
  }
  progress(photos.length, photos.length)
  findings.suspects.sort((a, b) => b.margin - a.margin)
  return findings
}

/** Every labelled photo, and the foods that today's model claims: none before the first start. */
async function loadPhotos(
  { dir, database }: Home,
  pack: string,
): Promise<{ photos: LabelledPhoto[]; claimed: ReadonlySet<string> }> {
  const db: Db = await openDatabase(database)
  try {
    const photos = await labelledPhotos(db, (await currentEvent(db)).id)
    const champion = await findChampion(db, pack)
    return { photos, claimed: new Set(champion ? (await loadVersion(dir, champion)).card.claimed : []) }
  } finally {
    await db.destroy()
  }
}

const nothing: { backbone: string; known: Known[] } = { backbone: '', known: [] }

/** Whole photos alone: their crops would be neighbours of each other. */
async function baseOf(pack: string): Promise<typeof nothing> {
  const { baseSet } = placesOf(pack)
  if (!hasBaseSet(baseSet)) return nothing
  const set = await readBaseSet(baseSet, example => example.view === 'whole')
  const known = set.examples.map(({ label, kind }, i) => ({ label, kind, embedding: embeddingOf(set, i) }))
  return { backbone: set.backbone.id, known }
}

async function unreadable(files: PhotoFiles, { photoId }: LabelledPhoto): Promise<Words | null> {
  const [photo, thumbnail] = [await files.read(photoId, 'photo'), await files.read(photoId, 'thumbnail')]
  if (!photo || !thumbnail) return phrase`Its file is missing.`
  try {
    await modelPixels(await photo.bytes(), { size: 32 })
    return null
  } catch (error) {
    return error instanceof AppError ? error.words : messageOf(error)
  }
}
