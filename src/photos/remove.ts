import type { Logger } from 'pino'
import type { PhotoFiles } from './files.ts'

/**
 * Removes the files of photos that no row names any more. All are tried, whichever fails, and the log says why. Returns
 * how many are left on disk; the next start tries them again.
 */
export async function removeFiles(
  { photos, log }: { photos: PhotoFiles; log: Logger },
  ids: readonly string[],
): Promise<number> {
  let left = 0
  for (const id of ids) {
    await photos.remove(id).catch(error => {
      left++
      log.error({ photo: id, err: error }, 'files of a photo that is gone stay on disk until the next start')
    })
  }
  return left
}
