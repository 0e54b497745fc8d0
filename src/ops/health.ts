import type { Context } from '../context.ts'
import { type Db, isWritable } from '../db/open.ts'
import type { PhotoFiles } from '../photos/files.ts'

const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/** GET /healthz: the process answers, whatever is wrong with the database. */
export const showHealth = (context: Context): Response => json({ status: 'ok', version: context.version })

/** Milliseconds that what became of one row and one photo speaks for the next. */
const probeHolds = 5000

/** Bytes: as a small photo has. Not more, as memory cards wear out. */
const photoSize = 64 * 1024

interface Probe {
  at: number
  wrote: Promise<{ database: boolean; photos: boolean }>
}
const probes = new WeakMap<Db, Probe>()

/**
 * Whether the database took a row and the folder a photo within the last seconds. Only what is committed or synced meets a
 * full disk, and anybody may ask as often as they like: so not every question writes.
 */
function wrote({ db, photos, clock }: Context): Probe['wrote'] {
  const last = probes.get(db)
  const now = clock()
  // A clock that was set back starts anew.
  if (last && last.at <= now && now < last.at + probeHolds) return last.wrote
  const writing = Promise.all([isWritable(db), takesPhotos(photos)])
  const wrote = writing.then(([database, photos]) => ({ database, photos }))
  probes.set(db, { at: now, wrote })
  return wrote
}

async function takesPhotos(photos: PhotoFiles): Promise<boolean> {
  const id = Bun.randomUUIDv7()
  try {
    await photos.write(id, { kept: new Uint8Array(photoSize), thumbnail: new Uint8Array() })
    await photos.remove(id)
    return true
  } catch {
    return false
  }
}

/** GET /readyz: a photo could be caught now. 503 says which part could not. */
export async function showReadiness(context: Context): Promise<Response> {
  const parts = { model: context.classifier.ready, ...(await wrote(context)) }
  const ready = Object.values(parts).every(Boolean)
  return json({ status: ready ? 'ready' : 'not ready', ...parts }, ready ? 200 : 503)
}
