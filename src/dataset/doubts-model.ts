import type { DatasetModel } from '../../views/dataset-models.ts'
import type { Context } from '../context.ts'
import { suspectModel } from './check-model.ts'
import { openDoubts } from './doubt-store.ts'
import type { ListedPhoto } from './store.ts'

const mostShown = 30

/** What the last training found in doubt, without photos that have gone or were moved since. */
export async function doubtsModel(
  context: Pick<Context, 'db' | 'pack'>,
  photos: readonly ListedPhoto[],
): Promise<DatasetModel['doubts']> {
  const byId = new Map(photos.map(photo => [photo.id, photo]))
  const all = (await openDoubts(context.db)).flatMap(doubt => {
    const photo = byId.get(doubt.id)
    return photo?.label === doubt.label
      ? [{ ...suspectModel(context, photo, doubt), teaches: doubt.teaches }]
      : []
  })
  return { photos: all.slice(0, mostShown), more: Math.max(0, all.length - mostShown) }
}
