import { ModelsPage } from '../../../views/models/list.tsx'
import { TrainingPanel } from '../../../views/models/training.tsx'
import type { Context } from '../../context.ts'
import { trainingModel } from '../../jobs/panel/training-model.ts'
import { frameOf } from '../../web/frame.ts'
import { html } from '../../web/html.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { followChampion } from '../follow-champion.ts'
import { loadVersions } from './load-versions.ts'
import { watchWords } from './watch-words.ts'

/** GET /organiser/models: which version answers photos, who let it, and the way back. */
export async function showModels(context: Context, visit: OrganiserVisit): Promise<Response> {
  // Another process may just have promoted one: only what cannot be taken is a problem.
  await followChampion(context)
  const { versions, modelOf, nameOf } = await loadVersions(context, visit)
  const champion = versions.find(({ status }) => status === 'champion')
  // One that could not be loaded is no way back.
  const back = champion?.promotedBy === 'start' ? null : champion?.predecessor
  const before = versions.find(({ version }) => version === back)
  const answering = context.classifier.card.version
  const model = {
    champion: champion ? modelOf(champion) : null,
    before: before ? modelOf(before) : null,
    versions: versions.map(modelOf),
    watch: champion ? await watchWords(context, visit, champion, nameOf) : null,
    answering: champion && champion.version !== answering ? nameOf(answering) : null,
  }
  const training = <TrainingPanel model={await trainingModel(context, visit)} />
  return html(<ModelsPage frame={frameOf(context, visit)} model={model} training={training} />)
}
