import type { Context } from '../context.ts'
import { removeFiles } from '../photos/remove.ts'
import { type Acting, deleteExamples, type Example } from './move-store.ts'

/**
 * Deletes examples of this event for good. Returns those there were, and of how many the files could not be removed: the
 * rows go first, for a file without one is swept at the next start, and a row without its file would be a broken picture.
 */
export async function takeOutExamples(
  context: Pick<Context, 'db' | 'photos' | 'log'>,
  ids: readonly string[],
  acting: Acting,
): Promise<{ taken: Example[]; left: number }> {
  const taken = await deleteExamples(context.db, ids, acting)
  const left = await removeFiles(
    context,
    taken.map(({ id }) => id),
  )
  return { taken, left }
}
