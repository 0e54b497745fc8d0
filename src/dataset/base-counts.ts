import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { AppError, messageOf } from '../errors.ts'
import { type Example, hasBaseSet, readBaseIndex } from '../training/base-set.ts'
import { placesOf } from '../training/places.ts'

/** Photos the pack came with, of which only the embeddings are here: what each shows and what it is for. */
export type Shipped = Pick<Example, 'label' | 'kind' | 'split' | 'source'>[]

/** What is shipped never changes under a running program. */
const known = new Map<string, Promise<Shipped>>()
/** Of these packs the log says why. */
const logged = new Set<string>()

/** Empty for a pack that came with none. Throws AppError naming a file that cannot be used. */
export function shippedPhotos(pack: string): Promise<Shipped> {
  const shipped = known.get(pack) ?? load(pack)
  known.set(pack, shipped)
  return shipped
}

/** The same for pages, which open without them too: null where they cannot be used, and the log says why, once. */
export async function shippedForPages({ pack, log }: Pick<Context, 'pack' | 'log'>): Promise<Shipped | null> {
  try {
    return await shippedPhotos(pack.id)
  } catch (error) {
    if (!logged.has(pack.id)) log.error({ err: error }, messageOf(error))
    logged.add(pack.id)
    return null
  }
}

async function load(pack: string): Promise<Shipped> {
  const { baseSet, model } = placesOf(pack)
  if (!hasBaseSet(baseSet)) {
    // Every model was fitted on one.
    if (!existsSync(join(model, 'card.json'))) return []
    throw new AppError(500, `The base set in ${baseSet} is missing. Install Tangkap again.`)
  }
  const examples = await readBaseIndex(baseSet)
  return examples
    .filter(example => example.view === 'whole')
    .map(({ label, kind, split, source }) => ({ label, kind, split, source }))
}
