import type { Context } from '../context.ts'
import { examplesAmong } from '../dataset/index.ts'
import { removeFiles } from '../photos/remove.ts'
import { photosAmong } from './store.ts'

const batch = 500

/**
 * Removes photos that no row names: what a crash leaves between writing a file and committing its row. Only what was
 * written before `before` (milliseconds since 1970; this process's start), for a newer one may be a catch on its way.
 * Returns how many went.
 */
export async function removeOrphans(
  context: Pick<Context, 'db' | 'log' | 'photos'>,
  before: number = performance.timeOrigin,
): Promise<number> {
  let removed = 0
  for await (const ids of batches(oldPhotos(context, before))) {
    const photos = await photosAmong(context.db, ids)
    const examples = await examplesAmong(context.db, ids)
    const orphans = ids.filter(id => !photos.has(id) && !examples.has(id))
    removed += orphans.length - (await removeFiles(context, orphans))
  }
  if (removed > 0) context.log.info({ removed }, 'removed photos that no catch or example names')
  return removed
}

async function* oldPhotos({ photos }: Pick<Context, 'photos'>, before: number): AsyncGenerator<string> {
  for await (const photo of photos.list()) if (photo.written < before) yield photo.id
}

/** A database takes only so many names in one question. */
async function* batches(ids: AsyncIterable<string>): AsyncGenerator<string[]> {
  let some: string[] = []
  for await (const id of ids) {
    some.push(id)
    if (some.length < batch) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
