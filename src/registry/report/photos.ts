import type { CellModel, PictureModel } from '../../../views/models/report-models.ts'
import { photoAddress } from '../../catching/index.ts'
import type { Context } from '../../context.ts'
import type { GateReport } from '../../training/gate/index.ts'

const mostShown = 60

/** The twenty predictions with their pictures, and those of the cell that was asked for. */
export async function photosOf(
  context: Context,
  report: GateReport,
  asked: URLSearchParams,
): Promise<{ predictions: PictureModel[]; cell: CellModel | null }> {
  const known = new Set([...report.foods, ...report.newFoods].map(({ food }) => food))
  const picture = async (prediction: GateReport['local'][number]): Promise<PictureModel> => {
    const { photoId, truth, candidate } = prediction
    // It may have been erased since.
    const there = photoId !== null && (await context.photos.read(photoId, 'thumbnail')) !== null
    return {
      ...prediction,
      // Nobody can ask of a model that it names a food neither of the two knows.
      right: candidate === (known.has(truth) ? truth : null),
      category: context.pack.food(truth)?.category ?? null,
      photo: there ? photoAddress(photoId, 'photo') : null,
      thumbnail: there ? photoAddress(photoId, 'thumbnail') : null,
    }
  }
  const pictures = (list: GateReport['local']) => Promise.all(list.map(picture))
  const predictions = await pictures(report.predictions)
  const truth = asked.get('truth')
  if (truth === null) return { predictions, cell: null }
  const answer = asked.get('answer') || null
  // All kinds of outliers are one row.
  const isAsked = (row: { truth: string; kind: string }) =>
    truth === '' ? row.kind === 'outlier' : row.kind === 'food' && row.truth === truth
  const local = report.local.filter(row => isAsked(row) && row.candidate === answer)
  const total = report.confusion
    .filter(row => isAsked(row) && row.answer === answer)
    .reduce((sum, { count }) => sum + count, 0)
  const shown = (await pictures(local.slice(0, mostShown))).filter(({ photo }) => photo !== null)
  return { predictions, cell: { truth, answer, total, photos: shown } }
}
