import type { Context } from '../context.ts'
import { type Db, isWritable } from '../db/open.ts'

const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/** GET /healthz: the process answers, whatever is wrong with the database. */
export const showHealth = (context: Context): Response => json({ status: 'ok', version: context.version })

/** Milliseconds that one row's fate speaks for the database. */
const probeHolds = 5000

interface Probe {
  at: number
  writable: Promise<boolean>
}
const probes = new WeakMap<Db, Probe>()

/**
 * Whether the database took a row within the last seconds. Only a row that is committed meets a full disk, and anybody
 * may ask as often as they like: so not every question commits one.
 */
function wasWritable({ db, clock }: Context): Promise<boolean> {
  const last = probes.get(db)
  const now = clock()
  // A clock that was set back starts anew.
  if (last && last.at <= now && now < last.at + probeHolds) return last.writable
  const writable = isWritable(db)
  probes.set(db, { at: now, writable })
  return writable
}

/** GET /readyz: a photo could be caught now. 503 says which part could not. */
export async function showReadiness(context: Context): Promise<Response> {
  const parts = { model: context.classifier.ready, database: await wasWritable(context) }
  const ready = Object.values(parts).every(Boolean)
  return json({ status: ready ? 'ready' : 'not ready', ...parts }, ready ? 200 : 503)
}
