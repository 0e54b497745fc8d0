import { type BaseSet, embeddingOf } from '../../../src/training/base-set.ts'
import { wholeRows } from '../../../src/training/dataset.ts'
import { stack } from '../../../src/training/stack.ts'
import { logisticRegression } from '../logistic.ts'

export interface PlainAnswer {
  /** The likeliest of the foods asked about. */
  readonly likeliest: string | null
  /** Something else is likelier: a kind of outlier, or a food with too few photos. */
  readonly refused: boolean
}

/** What scikit-learn's logistic regression, taught the same whole photos, says of the photos that judge. */
export async function plainAnswers(
  taught: BaseSet,
  judging: BaseSet,
  foods: readonly string[],
): Promise<PlainAnswer[]> {
  const rows = wholeRows(taught, 'train')
  const labelOf = (row: number) => taught.examples[row]?.label ?? ''
  const labels = [...new Set(rows.map(labelOf))].sort()
  const train = stack(
    rows.map(row => embeddingOf(taught, row)),
    taught.dimensions,
  )
  const { logits } = await logisticRegression({
    dimensions: taught.dimensions,
    train,
    classes: Int32Array.from(rows, row => labels.indexOf(labelOf(row))),
    query: judging.embeddings,
    c: 100,
  })
  const likeliest = (of: readonly string[], photo: number) =>
    of.reduce<{ label: string | null; logit: number }>(
      (best, label) => {
        const logit = logits[photo * labels.length + labels.indexOf(label)] ?? Number.NaN
        return logit > best.logit ? { label, logit } : best
      },
      { label: null, logit: Number.NEGATIVE_INFINITY },
    ).label
  return judging.examples.map((_, photo) => {
    const food = likeliest(foods, photo)
    return { likeliest: food, refused: likeliest(labels, photo) !== food }
  })
}
