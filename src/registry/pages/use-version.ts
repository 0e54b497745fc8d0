import { backboneIdIn } from '../../classifier/model-files.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { field, readForm, smallForm } from '../../web/form.ts'
import { seeOther } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { followChampion } from '../follow-champion.ts'
import { promote } from '../promote.ts'
import { setPinned } from '../store.ts'
import { loadNamedVersion } from './named-version.ts'

const overview = '/organiser/models'

/** POST /organiser/models/:version/promote: it serves from now on; `from` is the one that served when the page was made. */
export async function useVersion(context: Context, visit: OrganiserVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const { version } = await loadNamedVersion(context, visit)
  const backboneId = backboneIdIn(context.classifier.backbone)
  const registry = { db: context.db, home: context.config.home, backboneId }
  const how = { by: visit.viewer.userId, from: field(form, 'from'), now: context.clock() }
  const done = await promote(registry, version, how)
  if (done === 'moved')
    throw new AppError(409, phrase`Another version took over meanwhile. Look at the list of models again.`)
  await followChampion(context)
  return seeOther(overview)
}

/** POST /organiser/models/:version/pin: the version that serves stays, or with `pinned` no may be replaced again. */
export async function pinVersion(context: Context, visit: OrganiserVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const version = await loadNamedVersion(context, visit)
  const by = { by: visit.viewer.userId, now: context.clock() }
  if (!(await setPinned(context.db, version, field(form, 'pinned') === 'yes', by)))
    throw new AppError(
      409,
      phrase`Only the version that answers photos can be kept. Look at the list of models again.`,
    )
  await followChampion(context)
  return seeOther(overview)
}
