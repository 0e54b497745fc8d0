import { open } from 'node:fs/promises'
import { AppError, isDiskFull, messageOf } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import { importLimits } from './import-limits.ts'

const megabytes = importLimits.zip / 1024 / 1024

/**
 * Writes a request's body to a file as it comes, never more of it in memory than a piece. How long it may stand still
 * the server's own idle time-out says. Throws AppError with words: 415 what is no zip, 413 too big, 507 disk full,
 * 400 cut off.
 */
export async function receiveZip(request: Request, path: string): Promise<void> {
  if (request.headers.get('content-type') !== 'application/zip') throw new AppError(415, phrase`Send a zip.`)
  const tooBig = () =>
    new AppError(413, phrase`That zip is too big: at most ${megabytes} MB. Send it in parts.`)
  if (Number(request.headers.get('content-length') ?? 0) > importLimits.zip) throw tooBig()
  await using file = await open(path, 'wx', 0o600)
  const reader = request.body?.getReader()
  let length = 0
  try {
    for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
      length += step.value.byteLength
      if (length > importLimits.zip) throw tooBig()
      await file.write(step.value)
    }
  } catch (error) {
    await reader?.cancel().catch(() => {})
    throw refusal(error)
  }
}

function refusal(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  if (isDiskFull(cause))
    return new AppError(507, phrase`There is no room left on this server for this zip.`, { cause })
  return new AppError(400, phrase`Sending was cut off. Please try again.`, { cause: messageOf(cause) })
}
