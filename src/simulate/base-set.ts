import { type BaseSet, embeddingOf } from '../training/base-set.ts'
import { groupKey } from '../training/photo-index.ts'
import { stack } from '../training/stack.ts'

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
  const embeddings = stack(
    rows.map(row => embeddingOf(set, row)),
    dimensions,
  )
  return { backbone, dimensions, examples: examples.filter((_, row) => chosen(row)), embeddings }
}
