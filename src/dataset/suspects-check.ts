import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, openDatabase } from '../db/open.ts'
import { AppError, messageOf } from '../errors.ts'
import { currentEvent } from '../events/store.ts'
import { existingHome } from '../home.ts'
import { modelPixels } from '../photos/derive.ts'
import { openPhotoFiles, type PhotoFiles } from '../photos/files.ts'
import { embeddingOf, readBaseSet } from '../training/base-set.ts'
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
}

/** Looks over every labelled photo of the running event: are its files whole, and does it look like its label? */
export async function checkPhotos(
  where: { home: string; pack: string },
  progress: Progress,
): Promise<Findings> {
  const home = existingHome(where.home)
  const photos = await loadPhotos(home.database)
  const files = await openPhotoFiles(home.photos)
  const base = photos.length > 0 ? await baseOf(where.pack) : nothing
  const findings: Findings = { photos: photos.length, unreadable: [], suspects: [] }
  for (const [done, photo] of photos.entries()) {
    progress(done, photos.length)
    const why = await unreadable(files, photo)
    if (why) findings.unreadable.push({ id: photo.id, why })
    const shipped = photo.backbone.startsWith(`${base.backbone}/`) ? base.known : []
    const here = photos.filter(other => other.backbone === photo.backbone)
    const suspect = judge(photo, [...shipped, ...here])
    if (suspect) findings.suspects.push(suspect)
  }
  progress(photos.length, photos.length)
  findings.suspects.sort((a, b) => b.margin - a.margin)
  return findings
}

async function loadPhotos(database: string): Promise<LabelledPhoto[]> {
  const db: Db = await openDatabase(database)
  try {
    return await labelledPhotos(db, (await currentEvent(db)).id)
  } finally {
    await db.destroy()
  }
}

const nothing: { backbone: string; known: Known[] } = { backbone: '', known: [] }

/** Whole photos alone: their crops would be neighbours of each other. */
async function baseOf(pack: string): Promise<typeof nothing> {
  const { baseSet } = placesOf(pack)
  if (!existsSync(join(baseSet, 'base.json'))) return nothing
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
