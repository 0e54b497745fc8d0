import type { DatasetPhotosModel } from '../../views/dataset-models.ts'
import type { Option } from '../../views/models.ts'
import { DatasetPhotosPage } from '../../views/organiser/dataset-photos.tsx'
import { photoAddress } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { timeText } from '../game/times.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import { speak, t } from '../web/languages/words.ts'
import { pageCount, pageNumber, pagesBeside } from '../web/pages.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { dayText, tally } from './counts.ts'
import { labelName, photosHref, targetOptions } from './label-names.ts'
import { lotOf, lots, lotWords } from './lots.ts'
import { doneModel, mostMoved } from './move-photos.ts'
import { sourceName } from './sources.ts'
import { type ListedPhoto, listedPhotos } from './store.ts'

const originWords = { catch: phrase`from a player`, example: phrase`added` } as const

/** GET /organiser/dataset/photos?label=…&day=…&source=…&split=…&group=…&page=2: labelled photos, newest first. */
export async function showDatasetPhotos(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { pack, db } = context
  const all = await listedPhotos(db, visit.event.id)
  const day = dayText(visit.event.timeZone)
  const filter = readFilter(visit.url)
  const chosen = all.filter(photo => matches(photo, filter, day)).toReversed()
  const pages = pageCount(chosen.length, mostMoved)
  // Within what there is: the last page may have been emptied by the photos that were just moved.
  const page = pageNumber(visit.url, pages)
  const shown = chosen.slice((page - 1) * mostMoved, page * mostMoved)
  const href = (n: number) => `${photosHref(filter)}&page=${n}`
  const when = timeText(visit.event.timeZone)
  const options = (by: (photo: ListedPhoto) => string, name = (id: string) => id): Option[] =>
    tally(all, by).map(([id, n]) => ({ id, name: `${name(id)} (${n})` }))
  const model: DatasetPhotosModel = {
    title: filter.label ? labelName(pack, filter.label) : t`Labelled photos`,
    total: chosen.length,
    photos: shown.map(photo => ({
      id: photo.id,
      thumbnail: photoAddress(photo.photoId, 'thumbnail'),
      photo: photoAddress(photo.photoId, 'photo'),
      name: labelName(pack, photo.label),
      from: speak(originWords[photo.origin]),
      use: speak(lotWords[lotOf(photo)]),
      when: when(photo.at),
    })),
    filter,
    labels: options(
      photo => photo.label,
      label => labelName(pack, label),
    ),
    days: options(photo => day(photo.at)).toSorted((a, b) => (a.id < b.id ? 1 : -1)),
    sources: options(photo => photo.source, sourceName),
    splits: lots.map(id => ({ id, name: speak(lotWords[id]) })),
    targets: targetOptions(pack),
    back: href(page),
    pages: pagesBeside(page, page < pages, href),
    done: doneModel(context, visit.url, href(page)),
  }
  return html(<DatasetPhotosPage frame={frameOf(context, visit)} model={model} />)
}

type Filter = DatasetPhotosModel['filter']

const readFilter = ({ searchParams }: URL): Filter => ({
  label: searchParams.get('label') ?? '',
  day: searchParams.get('day') ?? '',
  source: searchParams.get('source') ?? '',
  split: searchParams.get('split') ?? '',
  group: searchParams.get('group') ?? '',
})

const matches = (photo: ListedPhoto, filter: Filter, day: (instant: number) => string): boolean =>
  (!filter.label || photo.label === filter.label) &&
  (!filter.day || day(photo.at) === filter.day) &&
  (!filter.source || photo.source === filter.source) &&
  (!filter.split || lotOf(photo) === filter.split) &&
  (!filter.group || photo.group === filter.group)
