import { type BaseSet, embeddingOf } from '../../../src/training/base-set.ts'
import { wholeRows } from '../../../src/training/dataset.ts'
import { seededRandom, shuffled } from '../../../src/training/random.ts'
import { stack } from '../../../src/training/stack.ts'

const wanted = { foods: 60, train: 5000, outliers: 1500 }

/** Foods that no backbone has seen, as an event would bring them. */
export interface Brought {
  readonly foods: readonly string[]
  /** Training photos of each. */
  readonly photos: number
}

/**
 * The 60 foods of several packs that have most training photos, and outliers: 5,000 training photos in all, no crops,
 * and everything of `calibration` and `test`. Some foods may be brought by the event, their photos local.
 */
export function sixtyFoods(sets: readonly BaseSet[], brought: Brought): BaseSet {
  const [first] = sets
  if (!first) throw new RangeError('no sets')
  const rows = sets.flatMap(set =>
    (['train', 'calibration', 'test'] as const).flatMap(split =>
      wholeRows(set, split).flatMap(row => {
        const example = set.examples[row]
        return example ? [{ set, row, example }] : []
      }),
    ),
  )
  const inTrain = rows.filter(({ example }) => example.split === 'train')
  const counts = Map.groupBy(
    inTrain.filter(({ example }) => example.kind === 'food'),
    ({ example }) => example.label,
  )
  const foods = [...counts]
    .sort(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b))
    .slice(0, wanted.foods)
    .map(([food]) => food)
  const random = seededRandom(1)
  const teaching = shuffled(inTrain, random)
  const isOutlier = ({ example }: (typeof rows)[number]) => example.kind === 'outlier'
  const outliers = teaching.filter(isOutlier).slice(0, wanted.outliers)
  const local = brought.foods.flatMap(food =>
    teaching.filter(({ example }) => example.label === food).slice(0, brought.photos),
  )
  const known = teaching
    .filter(row => !isOutlier(row) && foods.includes(row.example.label))
    .filter(({ example }) => !brought.foods.includes(example.label))
    .slice(0, wanted.train - outliers.length - local.length)
  const judging = rows.filter(
    ({ example: { split, kind, label } }) =>
      (split === 'test' || (split === 'calibration' && !brought.foods.includes(label))) &&
      (kind === 'outlier' || foods.includes(label)),
  )
  const chosen = [...known, ...local, ...outliers, ...judging]
  const embeddings = stack(
    chosen.map(({ set, row }) => embeddingOf(set, row)),
    first.dimensions,
  )
  const isLocal = new Set(local)
  const examples = chosen.map(row =>
    isLocal.has(row) ? { ...row.example, local: true as const } : row.example,
  )
  return { ...first, examples, embeddings }
}
