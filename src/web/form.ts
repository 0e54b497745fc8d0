import { AppError, messageOf } from '../errors.ts'
import { phrase } from './languages/phrase.ts'

/** Milliseconds a browser has to send a whole form; a photo on a slow phone line fits well within. */
const sendTime = 25_000

const kilobyte = 1024
/** Enough for any form without a photo. */
export const smallForm = 16 * kilobyte

/**
 * Reads a form of at most `maxBytes` that arrives within `within` milliseconds. Throws AppError: 413 when it is larger,
 * 408 when it comes too slowly, 400 when it cannot be read.
 */
export async function readForm(request: Request, maxBytes: number, within = sendTime): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
    throw new AppError(415, phrase`Send this as a form.`)
  }
  const bytes = await readBody(request, maxBytes, within)
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch (cause) {
    throw new AppError(400, phrase`What you sent arrived broken. Please try again.`, { cause })
  }
}

/** One short line of text out of a form; '' where it is missing. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

async function readBody(
  request: Request,
  maxBytes: number,
  within: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new AppError(
      413,
      phrase`That is too big: at most ${sizeInWords(maxBytes)} can be sent. Try a smaller one.`,
    )
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!request.body) return new Uint8Array()

  const reader = request.body.getReader()
  const tooSlow = timer(within)
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), tooSlow.promise])
      if (step === 'late')
        throw new AppError(408, phrase`Sending took too long. Move closer to the Wi-Fi and try again.`)
      if (step.done) break
      length += step.value.byteLength
      if (length > maxBytes) throw tooLarge()
      chunks.push(step.value)
    }
  } catch (error) {
    await reader.cancel().catch(() => {})
    if (error instanceof AppError) throw error
    throw new AppError(400, phrase`Sending was cut off. Please try again.`, { cause: messageOf(error) })
  } finally {
    tooSlow.stop()
  }
  return join(chunks, length)
}

function timer(milliseconds: number) {
  let handle: Timer | undefined
  const promise = new Promise<'late'>(resolve => {
    handle = setTimeout(() => resolve('late'), milliseconds)
  })
  return { promise, stop: () => clearTimeout(handle) }
}

function join(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

const sizeInWords = (bytes: number) =>
  bytes >= kilobyte * kilobyte
    ? `${Math.floor(bytes / kilobyte / kilobyte)} MB`
    : `${Math.floor(bytes / kilobyte)} kB`
