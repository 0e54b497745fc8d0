import { knownAndUnknown, probabilities } from '../classifier/verdict.ts'
import { type BaseSet, embeddingOf, teachesHere } from './base-set.ts'
import { foldEpochs, foldFits } from './cross-validate.ts'
import { trainingData } from './dataset.ts'
import type { Progress } from './progress.ts'
import { runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import { loadTensorFlow } from './tensorflow.ts'
import { crossValidatedFoods } from './training-photos.ts'

/** A label that a head which has not seen the photo finds far less likely than another. */
export interface LabelDoubt {
  /** Of the whole photo, in the set. */
  readonly row: number
  /** What it takes the photo for: a food's id, or `outlier`. */
  readonly looksLike: string
  /** Probability of that, 0 to 1. */
  readonly probability: number
}

/**
 * A label is in doubt when it is so much less likely than what the photo looks like. After 29 simulated nights this found 73
 * of 77 wrong labels, of foods that could be known and of outliers, and 6 of 947 right ones; 0.02 to 0.1 were within six of these
 * (docs/model.md).
 */
const muchLess = 0.05

/** Without crops and screens of the base set the heads take half the time and find the same; a smaller batch, as many steps. */
const quickly = (settings: FitSettings): FitSettings => ({
  ...settings,
  crops: 0,
  screens: false,
  batch: Math.ceil(settings.batch / 4),
})

/**
 * Labels of this event's training photos that are likely wrong: what heads think of them that were each fitted without a fifth
 * of these photos (confident learning; Northcutt, Jiang and Chuang 2021, arXiv 1911.00068, with one threshold for all
 * labels). Foods that are neither in `claimed` nor have photos enough to be learned are one thing together with the
 * outliers: nobody can tell yet what is unlike them.
 */
export async function doubtLabels(
  set: BaseSet,
  claimed: readonly string[],
  usual: FitSettings,
  progress: Progress,
): Promise<LabelDoubt[]> {
  const settings = quickly(usual)
  const here = set.examples.filter(teachesHere)
  const labels = [...new Set(here.map(({ label }) => label))].sort()
  if (labels.length === 0) return []
  const { tf } = await loadTensorFlow()
  const newFoods = crossValidatedFoods(set, settings)
  const data = trainingData(tf, set, newFoods, settings)
  const able = data.foods.filter(food => claimed.includes(food) || newFoods.includes(food))
  const epochs = foldEpochs(labels, settings)
  const doubts: LabelDoubt[] = []
  for await (const { layers, photos } of foldFits(tf, set, data, labels, settings, done =>
    progress(done, epochs),
  )) {
    for (const row of photos) {
      const { food, outlier } = runLayers(layers, embeddingOf(set, row))
      const { known, unknown } = knownAndUnknown(food, outlier, { foods: [...data.foods], claimed: able })
      const all = probabilities([...known, ...unknown], 1)
      const likely = new Map(able.map((food, i) => [food, all[i] ?? 0]))
      likely.set('outlier', 1 - [...likely.values()].reduce((sum, value) => sum + value, 0))
      const label = set.examples[row]?.label ?? ''
      const own = likely.get(able.includes(label) ? label : 'outlier') ?? 0
      const [looksLike, probability] = [...likely].reduce((a, b) => (b[1] > a[1] ? b : a))
      if (own < muchLess * probability) doubts.push({ row, looksLike, probability })
    }
  }
  return doubts.sort((a, b) => a.row - b.row)
}
