import { type BaseSet, type Example, embeddingOf, isLocalFood } from './base-set.ts'
import { kMeans } from './k-means.ts'
import { type Row, rowWeights } from './row-weights.ts'
import type { FitSettings } from './settings.ts'
import { stack } from './stack.ts'
import type { TensorFlow } from './tensorflow.ts'

/** What a head is fitted on: rows of `train`, and the class of each. */
export interface TrainingData {
  readonly dimensions: number
  readonly rows: readonly Row[]
  /** [rows, dimensions], unit length. */
  readonly embeddings: Float32Array
  /** Index into `foods`, or foods.length + index into `outliers`. */
  readonly classes: Int32Array
  /** Weight of each row; their mean is 1. */
  readonly weights: Float32Array
  /** All foods of `train`, sorted; those with too few photos to be claimed are classes too. */
  readonly foods: readonly string[]
  /** Kinds of outliers, `kind/number` where a kind was divided. */
  readonly outliers: readonly string[]
}

const composite = 'screen/composite'

/**
 * The rows of `train` with the views the settings ask for. "Another dish" is no one thing: its photos lie in many
 * places, and one class with one direction reaches few of them. So each large kind of outlier is divided into
 * clusters, every one a class of its own; to a verdict only their sum matters. `newFoods` are to be learned from photos
 * of this event.
 */
export function trainingData(
  tf: TensorFlow,
  set: BaseSet,
  newFoods: readonly string[],
  settings: FitSettings,
): TrainingData {
  const outlierClasses = divideOutliers(tf, set, settings)
  const rows: Row[] = []
  let [photo, whole, crops] = [0, '', 0]
  for (const [row, example] of set.examples.entries()) {
    if (example.split !== 'train') continue
    // A photo's crops follow its whole view.
    if (example.view === 'whole') [photo, whole, crops] = [row, outlierClasses.get(row) ?? example.label, 0]
    if (example.view === 'crop' && ++crops > settings.crops && !isLocalFood(example)) continue
    if (example.view === 'screen' && !settings.screens) continue
    rows.push({ row, example, photo, label: example.view === 'screen' ? composite : whole })
  }
  const foods = foodsOf(set)
  const outliers = [...new Set(rows.map(({ label }) => label))].filter(name => !foods.includes(name)).sort()
  const classOf = new Map([...foods, ...outliers].map((name, i) => [name, i]))

  return {
    dimensions: set.dimensions,
    rows,
    embeddings: stack(
      rows.map(({ row }) => embeddingOf(set, row)),
      set.dimensions,
    ),
    classes: Int32Array.from(rows, ({ label }) => classOf.get(label) ?? -1),
    weights: rowWeights(rows, newFoods, settings),
    foods,
    outliers,
  }
}

/** The same data without some of its rows; classes and the weights of what stays are as they were. */
export function without(data: TrainingData, left: (row: number) => boolean): TrainingData {
  const kept = [...data.rows.entries()].filter(([, { row }]) => !left(row))
  return {
    ...data,
    rows: kept.map(([, row]) => row),
    embeddings: stack(
      kept.map(([i]) => embeddingOf(data, i)),
      data.dimensions,
    ),
    classes: Int32Array.from(kept, ([i]) => data.classes[i] ?? -1),
    weights: Float32Array.from(kept, ([i]) => data.weights[i] ?? 0),
  }
}

/** All foods of `train`, sorted. */
export function foodsOf(set: BaseSet): string[] {
  const photos = set.examples.filter(({ split, kind }) => split === 'train' && kind === 'food')
  return [...new Set(photos.map(({ label }) => label))].sort()
}

/** Rows of one split, whole photos only. */
export function wholeRows(set: BaseSet, split: Example['split']): number[] {
  return [...set.examples.entries()]
    .filter(([, example]) => example.split === split && example.view === 'whole')
    .map(([row]) => row)
}

/** The class of each whole training outlier whose kind is divided. */
function divideOutliers(tf: TensorFlow, set: BaseSet, settings: FitSettings): Map<number, string> {
  const outliers = wholeRows(set, 'train').filter(row => set.examples[row]?.kind === 'outlier')
  const byKind = Map.groupBy(outliers, row => set.examples[row]?.label ?? '')
  const classes = new Map<number, string>()
  if (settings.photosPerOutlierClass === 0) return classes
  for (const [kind, rows] of byKind) {
    const count = Math.round(rows.length / settings.photosPerOutlierClass)
    if (count < 2) continue
    const clusters = kMeans(
      tf,
      rows.map(row => embeddingOf(set, row)),
      count,
      settings.seed,
    )
    for (const [i, row] of rows.entries()) classes.set(row, `${kind}/${clusters[i]}`)
  }
  return classes
}
