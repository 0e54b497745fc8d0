import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { inEnglish, phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { loadReport } from './load-report.ts'

/** GET /organiser/models/:version/report.json: what the gate found, for programs; src/training/gate/report.ts says what is what. */
export async function reportJson(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { report } = await loadReport(context, visit)
  if (!report) throw notFound(phrase`report`)
  const english = {
    ...report,
    summary: report.summary.map(inEnglish),
    rules: report.rules.map(rule => ({ ...rule, sentence: inEnglish(rule.sentence) })),
  }
  return Response.json(english, { headers: { 'cache-control': 'no-store' } })
}
