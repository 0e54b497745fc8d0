import type { CheckModel, SuspectModel } from '../../views/dataset-models.ts'
import { photoAddress } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { outlierKinds } from '../feedback/review/decisions.ts'
import { timeText } from '../game/times.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { labelName } from './label-names.ts'
import type { ListedPhoto } from './store.ts'
import type { Suspect } from './suspects.ts'
import { checkOf } from './suspects-run.ts'

const mostShown = 30

/** What the last check found, without photos that have gone or were moved since. */
export function checkModel(
  context: Context,
  { event }: OrganiserVisit,
  photos: readonly ListedPhoto[],
): CheckModel {
  const { state, done, total, found, at } = checkOf(context)
  if (!found) return { state, done, total, found: null }
  const byId = new Map(photos.map(photo => [photo.id, photo]))
  const suspects = found.suspects.flatMap(suspect => {
    const photo = byId.get(suspect.id)
    return photo?.label === suspect.label ? [suspectModel(context, photo, suspect)] : []
  })
  return {
    ...{ state, done, total },
    found: {
      when: timeText(event.timeZone)(at),
      photos: found.photos,
      unreadable: found.unreadable.flatMap(({ id, why }) => {
        const photo = byId.get(id)
        return photo ? [{ id, why, name: labelName(context.pack, photo.label) }] : []
      }),
      suspects: suspects.slice(0, mostShown),
      more: Math.max(0, suspects.length - mostShown),
      unjudged: found.unjudged.map(label => labelName(context.pack, label)),
    },
  }
}

export function suspectModel(
  { pack }: Pick<Context, 'pack'>,
  photo: ListedPhoto,
  { looksLike, share }: Pick<Suspect, 'looksLike' | 'share'>,
): SuspectModel {
  const moves =
    looksLike === 'outlier'
      ? outlierKinds.map(to => ({ to, name: labelName(pack, to) }))
      : pack.food(looksLike)
        ? [{ to: `food:${looksLike}`, name: labelName(pack, looksLike) }]
        : []
  return {
    id: photo.id,
    thumbnail: photoAddress(photo.photoId, 'thumbnail'),
    photo: photoAddress(photo.photoId, 'photo'),
    name: labelName(pack, photo.label),
    looksLike: labelName(pack, looksLike),
    share,
    moves,
    deletes: photo.origin === 'example',
  }
}
