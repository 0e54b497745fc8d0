import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notFound } from '../errors.ts'
import { staticDir } from '../paths.ts'
import { phrase } from './languages/phrase.ts'
import type { Asked, Handler } from './visit.ts'

/** Every file that is served as it is. Nothing else in the folder can be reached. */
const types = {
  'app.css': 'text/css; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'drop.js': 'text/javascript; charset=utf-8',
  'import.js': 'text/javascript; charset=utf-8',
  'menu.js': 'text/javascript; charset=utf-8',
  'review.js': 'text/javascript; charset=utf-8',
  'photo.js': 'text/javascript; charset=utf-8',
  'words.js': 'text/javascript; charset=utf-8',
  'arrived.js': 'text/javascript; charset=utf-8',
  'camera.js': 'text/javascript; charset=utf-8',
  'outbox.js': 'text/javascript; charset=utf-8',
  'send.js': 'text/javascript; charset=utf-8',
  'waiting.js': 'text/javascript; charset=utf-8',
  'waiting-view.js': 'text/javascript; charset=utf-8',
  'htmx.min.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'manifest.webmanifest': 'application/manifest+json',
} as const

let stamp: string | null = null

/**
 * Another one after every change to one of the files. The program's version would not do: who updates from the
 * repository has the same version with other files, and phones would keep the old ones.
 */
export function staticStamp(): string {
  if (stamp === null) {
    const hash = new Bun.CryptoHasher('sha256')
    for (const name of Object.keys(types)) hash.update(readFileSync(join(staticDir, name)))
    stamp = hash.digest('hex').slice(0, 12)
  }
  return stamp
}

/** GET /static/:file. Pages ask with ?v=STAMP, and such an answer may be kept for good; all others are asked again. */
export const showStatic: Handler<Asked> = async (_context, { params, url, request }) => {
  const name = params.file ?? ''
  if (!isKnown(name)) throw notFound(phrase`file`)
  const forGood = url.searchParams.get('v') === staticStamp()
  const file = Bun.file(join(staticDir, name))
  const body = forGood && name.endsWith('.js') ? importingForGood(await file.text()) : await file.bytes()
  const etag = `"${Bun.hash(body).toString(36)}"`
  const headers = {
    'content-type': types[name],
    'cache-control': forGood ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(body, { headers })
}

/** What a script imports may be kept as well: on a slow line each file that is asked again holds up the page. */
const importingForGood = (script: string) =>
  script.replaceAll(/(\bfrom '\.\/[a-z-]+\.js)'/g, `$1?v=${staticStamp()}'`)

const isKnown = (name: string): name is keyof typeof types => Object.hasOwn(types, name)
