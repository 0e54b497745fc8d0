import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Example, readBaseIndex } from '../training/base-set.ts'
import { placesOf } from '../training/places.ts'

/** Photos the pack came with, of which only the embeddings are here: what each shows and what it is for. */
export type Shipped = Pick<Example, 'label' | 'kind' | 'split' | 'source'>[]

/** What is shipped never changes under a running program. */
const known = new Map<string, Promise<Shipped>>()

/** Empty for a pack that came with none. Throws AppError naming a file that cannot be used. */
export function shippedPhotos(pack: string): Promise<Shipped> {
  const shipped = known.get(pack) ?? load(pack)
  known.set(pack, shipped)
  return shipped
}

async function load(pack: string): Promise<Shipped> {
  const { baseSet } = placesOf(pack)
  if (!existsSync(join(baseSet, 'base.json'))) return []
  const examples = await readBaseIndex(baseSet)
  return examples
    .filter(example => example.view === 'whole')
    .map(({ label, kind, split, source }) => ({ label, kind, split, source }))
}
