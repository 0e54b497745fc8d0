import type { ImportModel } from '../../views/dataset-models.ts'
import { ImportPage, ImportPart } from '../../views/organiser/dataset-import.tsx'
import type { Context } from '../context.ts'
import { frameOf } from '../web/frame.ts'
import { html, seeOther } from '../web/html.ts'
import { speak } from '../web/languages/words.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { importLimits } from './import-limits.ts'
import { importOf, startImport } from './import-run.ts'

/** Lines of refusals on a page; the rest is a number. */
const mostShown = 200

/** GET /organiser/dataset/import: how a zip has to look, and what became of the last one. */
export function showImport(context: Context, visit: OrganiserVisit): Response {
  const model = importModel(context)
  if (visit.partial) return html(<ImportPart model={model} />)
  return html(<ImportPage frame={frameOf(context, visit)} model={model} />)
}

/** POST /organiser/dataset/import: the zip is the body, so that it goes to disk as it comes. */
export async function importZip(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { event, viewer, request } = visit
  const { ended } = await startImport(context, request, { eventId: event.id, userId: viewer.userId })
  // What becomes of it the page asks for; every failure ends there.
  void ended
  return visit.partial ? showImport(context, visit) : seeOther('/organiser/dataset/import')
}

function importModel(context: Context): ImportModel {
  const { refused, unknown, problem, ...run } = importOf(context)
  return {
    ...run,
    megabytes: importLimits.zip / 1024 / 1024,
    refused: refused
      .toSorted((a, b) => a.line - b.line)
      .slice(0, mostShown)
      .map(line => ({ ...line, why: speak(line.why) })),
    more: Math.max(0, refused.length - mostShown),
    problem: problem && speak(problem),
    unknown: [...unknown].map(([label, lines]) => ({ label, lines })),
  }
}
