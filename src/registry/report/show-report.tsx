import { ReportPage } from '../../../views/models/report.tsx'
import type { Context } from '../../context.ts'
import { labelName } from '../../dataset/index.ts'
import { foodName } from '../../packs/spoken.ts'
import { frameOf } from '../../web/frame.ts'
import { html } from '../../web/html.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { loadVersions } from '../pages/load-versions.ts'
import { loadReport } from './load-report.ts'
import { madeOf } from './made.ts'
import { photosOf } from './photos.ts'

/**
 * GET /organiser/models/:version, ?truth=laksa&answer=rojak for the photos of one cell of the confusion matrix (an
 * empty answer: what was refused): what a version learned, and why it serves or does not.
 */
export async function showReport(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { report, version: row } = await loadReport(context, visit)
  const frame = frameOf(context, visit)
  const { modelOf, nameOf: versionName } = await loadVersions(context, visit)
  const version = modelOf(row)
  const about = { version, made: await madeOf(context, row) }
  if (!report) return html(<ReportPage frame={frame} model={{ ...about, judged: null }} />)
  const names = new Map([...report.foods, ...report.newFoods].map(({ food, name }) => [food, name]))
  const nameOf = (label: string) => {
    const food = context.pack.food(label)
    // One that is gone since is called as it was when it was judged.
    return food ? foodName(food) : (names.get(label) ?? labelName(context.pack, label))
  }
  const photos = await photosOf(context, report, visit.url.searchParams)
  return html(
    <ReportPage frame={frame} model={{ ...about, judged: { report, nameOf, versionName, ...photos } }} />,
  )
}
