import type { StarterModel } from '../../../views/models.ts'
import type { Context } from '../../context.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { loadVersions } from './load-versions.ts'
import { cardScores } from './version-model.ts'

/** What answers photos now, called and measured as on the page of models. */
export async function servingModel(context: Context, visit: OrganiserVisit): Promise<StarterModel['model']> {
  const { card } = context.classifier
  const { versions, modelOf, nameOf } = await loadVersions(context, visit)
  const row = versions.find(({ version }) => version === card.version)
  const measured = row && modelOf(row)
  const own = cardScores(card)
  return {
    version: card.version,
    name: nameOf(card.version),
    macroF1: measured?.macroF1 ?? own.macroF1,
    fBeta: measured?.fBeta ?? own.fBeta,
  }
}
