import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { phrase } from '../../web/languages/words.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { loadReport } from './load-report.ts'

/** GET /organiser/models/:version/report.json: what the gate found, for programs; src/training/gate/report.ts says what is what. */
export async function reportJson(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { report } = await loadReport(context, visit)
  if (!report) throw notFound(phrase`report`)
  return Response.json(report, { headers: { 'cache-control': 'no-store' } })
}
