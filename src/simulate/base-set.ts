import { type BaseSet, embeddingOf } from '../training/base-set.ts'
import { groupKey } from '../training/photo-index.ts'

/** A base set without the groups that are withheld, and without composited screens, which show foods of any group. */
export const reducedBaseSet = (set: BaseSet, withheld: ReadonlySet<string>): Omit<BaseSet, 'fingerprint'> =>
  chosenRows(set, row => {
    const example = set.examples[row]
    return example !== undefined && example.view !== 'screen' && !withheld.has(groupKey(example))
  })

/** Some rows of a base set, as they are. */
export function chosenRows(set: BaseSet, chosen: (row: number) => boolean): Omit<BaseSet, 'fingerprint'> {
  const { backbone, dimensions, examples } = set
  const rows = [...examples.keys()].filter(chosen)
  const embeddings = new Float32Array(rows.length * dimensions)
  for (const [i, row] of rows.entries()) embeddings.set(embeddingOf(set, row), i * dimensions)
  return { backbone, dimensions, examples: examples.filter((_, row) => chosen(row)), embeddings }
}
