import { TrainingPage, TrainingPanel } from '../../../views/models/training.tsx'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { field, readForm, smallForm } from '../../web/form.ts'
import { frameOf } from '../../web/frame.ts'
import { html, seeOther } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { checkSchedule } from '../schedule-rules.ts'
import { keepSchedule, keepSlot } from '../schedule-store.ts'
import { cancelJob } from '../start-job.ts'
import { runningJob } from '../store.ts'
import { startWatched } from '../watch.ts'
import { trainingModel } from './training-model.ts'

const name = 'nightly-retrain'
const modelsHref = '/organiser/models#training'

/** GET /organiser/training: what waits, how far it is, what came of it. */
export async function showTraining(context: Context, visit: OrganiserVisit): Promise<Response> {
  const model = await trainingModel(context, visit)
  if (!visit.partial) return html(<TrainingPage frame={frameOf(context, visit)} model={model} />)
  // It has ended since the last look: the page around the panel tells of the new model too.
  if (!model.running) return new Response('', { headers: { 'hx-refresh': 'true' } })
  return html(<TrainingPanel model={model} />)
}

/** POST /organiser/training/start: the night job, now. One that runs already is shown instead. */
export async function startTraining(context: Context, visit: OrganiserVisit): Promise<Response> {
  await startWatched(context, name, { requestedBy: visit.viewer.userId })
  return seeOther(modelsHref)
}

/** POST /organiser/training/cancel */
export async function cancelTraining(context: Context, _visit: OrganiserVisit): Promise<Response> {
  const running = await runningJob(context.db, name)
  if (running && (await cancelJob(context, running)) === 'late')
    throw new AppError(
      409,
      phrase`It is putting the new model to use just now, so it cannot be stopped any more.`,
    )
  return seeOther(modelsHref)
}

/** POST /organiser/training/schedule: when it runs by itself. */
export async function saveSchedule(context: Context, visit: OrganiserVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const typed = { on: form.has('on'), time: field(form, 'time'), minimum: field(form, 'minimum') }
  const checked = checkSchedule(typed)
  if ('problem' in checked) {
    const model = await trainingModel(context, visit, { typed, problem: checked.problem })
    return html(<TrainingPage frame={frameOf(context, visit)} model={model} />, { status: 422 })
  }
  await keepSchedule(context.db, checked)
  // A time that has passed today was not missed: it was not set then.
  await keepSlot(context.db, context.clock())
  return seeOther(modelsHref)
}
