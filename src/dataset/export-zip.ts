import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Context } from '../context.ts'
import type { PhotoFiles } from '../photos/files.ts'
import { outlierPack, type Split } from '../training/photo-index.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { type ListedPhoto, listedPhotos } from './store.ts'

const columns = ['path', 'pack', 'label', 'kind', 'split', 'group', 'source', 'licence', 'original_name']

/** GET /organiser/dataset/export.zip: every labelled photo and the index an import reads. Nothing names a player. */
export async function exportZip(context: Context, visit: OrganiserVisit): Promise<Response> {
  const photos = await listedPhotos(context.db, visit.event.id)
  const headers = {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="tangkap-${context.pack.id}.zip"`,
    'cache-control': 'no-store',
  }
  return new Response(await zipOf(context, photos), { headers })
}

/** A photo is opened when its turn comes: the zip never stands in memory. */
async function zipOf(
  { photos: files, pack }: Pick<Context, 'photos' | 'pack'>,
  photos: readonly ListedPhoto[],
): Promise<ReadableStream<Uint8Array>> {
  const zip = new ZipFile()
  const whole = await withFile(files, photos)
  const splits = splitsByGroup(whole)
  const rows = whole.map(photo => [
    pathOf(photo),
    photo.kind === 'food' ? pack.id : outlierPack,
    photo.label,
    photo.kind,
    splits.get(photo.group) ?? 'train',
    photo.group,
    cell(photo.source),
    'none stated',
    '',
  ])
  const index = [columns, ...rows].map(cells => `${cells.join('\t')}\n`).join('')
  zip.addBuffer(Buffer.from(index), 'index.tsv')
  const output = zip.outputStream as Readable
  // Erased while the zip is on its way: the download breaks off instead of waiting for ever.
  const broken = (error: Error) => void output.destroy(error)
  zip.on('error', broken)
  for (const photo of whole) {
    // As they are: JPEG does not get smaller.
    zip.addReadStreamLazy(pathOf(photo), { compress: false, mtime: new Date(photo.at) }, done =>
      done(null, createReadStream(files.pathOf(photo.photoId, 'photo')).on('error', broken)),
    )
  }
  zip.end()
  return pulled(output)
}

/** Reads on only when the other end has taken what there is. */
function pulled(stream: Readable): ReadableStream<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void stream.destroy(),
  })
}

async function withFile(files: PhotoFiles, photos: readonly ListedPhoto[]): Promise<ListedPhoto[]> {
  const whole: ListedPhoto[] = []
  for (const photo of photos) if (await files.read(photo.photoId, 'photo')) whole.push(photo)
  return whole
}

/** Files of players were never called anything here; the photo's own id tells them apart. */
const pathOf = ({ label, photoId }: ListedPhoto) => `${label}/${photoId}.jpg`

/**
 * The split of each near-duplicate group, for a group that straddles two would make every score too good: what judges
 * elsewhere must not have been learned from, so one photo of it to learn from makes all of it so.
 */
export function splitsByGroup(photos: readonly ListedPhoto[]): Map<string, Split> {
  const splits = new Map<string, Split>()
  for (const photo of photos) {
    const split = photo.split ?? (photo.audited ? 'calibration' : 'train')
    const before = splits.get(photo.group)
    splits.set(photo.group, before === undefined || before === split ? split : 'train')
  }
  return splits
}

/** No tab or line end can come out of an import, but a source is free text. */
const cell = (text: string) => text.replace(/\s+/g, ' ')
