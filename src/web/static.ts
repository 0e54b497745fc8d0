import { join } from 'node:path'
import { notFound } from '../errors.ts'
import { staticDir } from '../paths.ts'
import type { Handler } from './visit.ts'

/** Every file that is served as it is. Nothing else in the folder can be reached. */
const types = {
  'app.css': 'text/css; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'drop.js': 'text/javascript; charset=utf-8',
  'import.js': 'text/javascript; charset=utf-8',
  'review.js': 'text/javascript; charset=utf-8',
  'photo.js': 'text/javascript; charset=utf-8',
  'htmx.min.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'manifest.webmanifest': 'application/manifest+json',
} as const

/** GET /static/:file. Pages ask with ?v=VERSION, and such an answer may be kept for good. */
export const showStatic: Handler = async (_context, { params, url, request }) => {
  const name = params.file ?? ''
  if (!isKnown(name)) throw notFound('file')
  const file = Bun.file(join(staticDir, name))
  const etag = `"${Bun.hash(await file.arrayBuffer()).toString(36)}"`
  const headers = {
    'content-type': types[name],
    'cache-control': url.searchParams.has('v')
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=3600',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(file, { headers })
}

const isKnown = (name: string): name is keyof typeof types => Object.hasOwn(types, name)
