import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import { deleteExample } from './example-store.ts'

/** Removes an example of this event, files and all; returns the label it had. Throws AppError 404 where there is none. */
export async function takeOutExample(
  context: Pick<Context, 'db' | 'photos'>,
  eventId: string,
  id: string,
): Promise<string> {
  const label = await deleteExample(context.db, eventId, id)
  if (label === null) throw notFound(phrase`photo`)
  // The row first: a file without one is swept at the next start, a row without its file would be a broken picture.
  await context.photos.remove(id)
  return label
}
