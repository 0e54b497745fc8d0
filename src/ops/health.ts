import type { Context } from '../context.ts'
import { isWritable } from '../db/open.ts'

const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/** GET /healthz: the process answers. */
export const showHealth = (context: Context): Response => json({ status: 'ok', version: context.version })

/** GET /readyz: a photo could be caught now. 503 says which part could not. */
export async function showReadiness(context: Context): Promise<Response> {
  const parts = { model: context.classifier.ready, database: await isWritable(context.db) }
  const ready = Object.values(parts).every(Boolean)
  return json({ status: ready ? 'ready' : 'not ready', ...parts }, ready ? 200 : 503)
}
