import type { Context } from '../context.ts'
import { findExample } from '../dataset/index.ts'
import { notFound } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { Visit } from '../web/visit.ts'
import { findPhoto } from './store.ts'

const sizes = ['photo', 'thumbnail'] as const

/**
 * GET /photos/:id/:size: for whoever took it and for who reviews; for all others it does not exist. Labelled photos
 * that no player sent are for who reviews alone.
 */
export async function showPhoto(context: Context, visit: Visit): Promise<Response> {
  const size = sizes.find(name => name === visit.params.size)
  const photo = size && (await loadVisiblePhoto(context, visit))
  if (!photo) throw notFound(phrase`photo`)
  // A photo never changes under its id, but it may be hidden or erased: browsers ask again after an hour.
  const headers = {
    etag: `"${photo.id}-${size}"`,
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
  }
  if (visit.request.headers.get('if-none-match') === headers.etag) {
    return new Response(null, { status: 304, headers })
  }
  const file = await context.photos.read(photo.id, size)
  if (!file) throw notFound(phrase`photo`)
  return new Response(file, { headers: { ...headers, 'content-type': file.type } })
}

async function loadVisiblePhoto(context: Context, { viewer, params }: Visit): Promise<{ id: string } | null> {
  if (!viewer) return null
  const id = params.id ?? ''
  const photo = await findPhoto(context.db, id)
  if (!photo) return viewer.reviewer ? await findExample(context.db, id) : null
  const visible = viewer.reviewer || (photo.playerId === viewer.player?.id && !photo.hidden)
  return visible ? photo : null
}
