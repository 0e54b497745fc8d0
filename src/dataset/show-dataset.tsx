import type { DatasetModel } from '../../views/dataset-models.ts'
import type { FoodProgress } from '../../views/food-models.ts'
import { CheckPart, DatasetPage } from '../../views/organiser/dataset.tsx'
import { photoAddress } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { frameOf } from '../web/frame.ts'
import { html, seeOther } from '../web/html.ts'
import { byName } from '../web/languages/language.ts'
import { speak } from '../web/languages/words.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { type Shipped, shippedForPages } from './base-counts.ts'
import { checkModel } from './check-model.ts'
import { countLabels, dayText, tally, twins } from './counts.ts'
import { doubtsModel } from './doubts-model.ts'
import { allProgress, mostNeeded } from './foods/progress.ts'
import { datasetHref, labelName, photosHref } from './label-names.ts'
import { lotOf, lots, lotWords } from './lots.ts'
import { doneModel } from './move-photos.ts'
import { sourceName } from './sources.ts'
import { type ListedPhoto, listedPhotos } from './store.ts'
import { startCheck } from './suspects-run.ts'
import { countByFood, teachingAmong } from './teaching.ts'

/** GET /organiser/dataset: what it learns from, what is missing, and what may be wrong. */
export async function showDataset(context: Context, visit: OrganiserVisit): Promise<Response> {
  const here = await listedPhotos(context.db, visit.event.id)
  const check = checkModel(context, visit, here)
  if (visit.partial) return html(<CheckPart model={check} />)
  const shipped = (await shippedForPages(context)) ?? []
  const teach = countByFood(await teachingAmong(context.db, context.pack.id, here))
  const day = dayText(visit.event.timeZone)
  const model: DatasetModel = {
    ...countsModel(context, shipped, here, teach),
    missing: missingMost(await allProgress(context, teach)),
    mostNeeded,
    days: tally(here, photo => day(photo.at))
      .toSorted((a, b) => (a[0] < b[0] ? 1 : -1))
      .map(([day, photos]) => ({ name: day, photos, href: photosHref({ day }) })),
    twins: twinsModel(context, here),
    check,
    doubts: await doubtsModel(context, here),
    done: doneModel(context, visit.url, datasetHref),
  }
  return html(<DatasetPage frame={frameOf(context, visit)} model={model} />)
}

/** POST /organiser/dataset/check: looks at every photo, in the background. */
export function checkDataset(context: Context, visit: OrganiserVisit): Response {
  void startCheck(context)
  return seeOther(visit.partial ? datasetHref : `${datasetHref}#check`)
}

/** Foods with fewer photos than they need, the poorest first; behind them those that are known, from few. */
const missingMost = (foods: readonly FoodProgress[]): FoodProgress[] =>
  foods
    .filter(({ photos, needed }) => photos < needed)
    .toSorted(
      (a, b) =>
        Number(b.learning) - Number(a.learning) ||
        b.needed - b.photos - (a.needed - a.photos) ||
        byName(a, b),
    )

function countsModel(
  { pack }: Context,
  shipped: Shipped,
  here: readonly ListedPhoto[],
  teach: ReadonlyMap<string, number>,
) {
  const foods = pack.foods.map(food => food.id)
  const counts = countLabels(foods, shipped, here, teach)
  return {
    photos: here.length,
    shipped: shipped.length,
    bytes: here.reduce((sum, photo) => sum + photo.bytes, 0),
    labels: counts.map(({ label, kind, teach, bytes, ...n }) => ({
      ...{ teach, bytes, name: labelName(pack, label), outlier: kind === 'outlier' },
      href: photosHref({ label }),
      shipped: [n.shipped.train, n.shipped.calibration, n.shipped.test] as [number, number, number],
      here: [n.here.train, n.here.calibration + n.here.audit, n.here.test] as [number, number, number],
    })),
    splits: lots.map(lot => ({
      name: speak(lotWords[lot]),
      shipped: shipped.filter(photo => photo.split === lot).length,
      here: here.filter(photo => lotOf(photo) === lot).length,
      href: photosHref({ split: lot }),
    })),
    ...sourcesModel(shipped, here),
  }
}

const sourcesShown = 8

/** All that this event has, and the places most of the shipped ones are from. */
function sourcesModel(shipped: Shipped, here: readonly ListedPhoto[]) {
  const all = tally(shipped, photo => photo.source)
  const [most, local] = [new Map(all.slice(0, sourcesShown)), new Map(tally(here, photo => photo.source))]
  const others = all.slice(sourcesShown).filter(([source]) => !local.has(source))
  return {
    sources: [...new Set([...local.keys(), ...most.keys()])].map(source => ({
      name: sourceName(source),
      shipped: all.find(([name]) => name === source)?.[1] ?? 0,
      here: local.get(source) ?? 0,
      href: photosHref({ source }),
    })),
    otherSources: { places: others.length, photos: others.reduce((sum, [, n]) => sum + n, 0) },
  }
}

const largestShown = 12

function twinsModel({ pack }: Context, here: readonly ListedPhoto[]): DatasetModel['twins'] {
  const groups = twins(here)
  return {
    groups: groups.length,
    photos: groups.reduce((sum, group) => sum + group.length, 0),
    largest: groups.slice(0, largestShown).flatMap(group =>
      group.slice(0, 1).map(first => ({
        thumbnail: photoAddress(first.photoId, 'thumbnail'),
        name: labelName(pack, first.label),
        photos: group.length,
        href: photosHref({ group: first.group }),
      })),
    ),
  }
}
