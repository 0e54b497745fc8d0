import { AppError } from '../errors.ts'
import { phrase } from './languages/phrase.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another website makes a browser send (cross-site request forgery). Browsers name the page's origin
 * with every POST; programs such as curl name none and carry no stolen cookies. Sec-Fetch-Site would say it more
 * plainly, but is not sent to plain-HTTP addresses.
 */
export function refuseForeignOrigin(request: Request, publicUrl: string | null): void {
  if (safe.has(request.method)) return
  const origin = request.headers.get('origin')
  if (origin === null) return
  const host = request.headers.get('host')
  const own = origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host)
  if (!own) throw new AppError(403, phrase`That came from another website, so it was not done.`)
}
