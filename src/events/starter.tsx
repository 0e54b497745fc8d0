import { renderSVG } from 'uqr'
import type { StarterModel } from '../../views/models.ts'
import { PosterPage } from '../../views/organiser/poster.tsx'
import { StarterPage } from '../../views/organiser/starter.tsx'
import { countEventCatches } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { allProgress, photosByFood } from '../dataset/index.ts'
import { countOpen, countWaiting } from '../feedback/index.ts'
import { keepSlot } from '../jobs/index.ts'
import { trainingLine, trainingModel } from '../jobs/panel/training-model.ts'
import { servingModel } from '../registry/pages/serving-model.ts'
import { addressForPhones } from '../web/address.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { frameOf } from '../web/frame.ts'
import { html, seeOther } from '../web/html.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { servedToday } from './menu/served.ts'
import { checkEvent, firstEventName, timeZones } from './rules.ts'
import { countPlayers, renameEvent, renewJoinCode } from './store.ts'

/** GET /organiser: the code on the wall, and what to do next. */
export function showStarter(context: Context, visit: OrganiserVisit): Promise<Response> {
  return starterPage(context, visit, null)
}

/** GET /organiser/poster */
export function showPoster(context: Context, visit: OrganiserVisit): Response {
  return html(<PosterPage frame={frameOf(context, visit)} model={wayIn(context, visit)} />)
}

/** POST /organiser/event: another name or time zone. */
export async function saveEvent(context: Context, visit: OrganiserVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const typed = { name: field(form, 'name'), timeZone: field(form, 'timeZone') }
  const checked = checkEvent(typed, visit.event.timeZone)
  if ('problem' in checked) return await starterPage(context, visit, { ...typed, ...checked })
  await renameEvent(context.db, visit.event.id, checked)
  // Where it is later now, tonight's time was not missed.
  if (checked.timeZone !== visit.event.timeZone) await keepSlot(context.db, context.clock())
  // On a phone the form stands far below the top.
  return seeOther('/organiser?saved#event')
}

/** POST /organiser/code: the old code lets nobody in any more. */
export async function newCode(context: Context, visit: OrganiserVisit): Promise<Response> {
  await renewJoinCode(context.db, visit.event.id)
  return seeOther('/organiser')
}

/** What hangs on the wall. */
function wayIn(context: Context, { event, url }: OrganiserVisit) {
  const joinUrl = `${addressForPhones(context.config, url)}/join/${event.joinCode}`
  return { eventName: event.name, joinCode: event.joinCode, joinUrl, qr: renderSVG(joinUrl) }
}

async function starterPage(
  context: Context,
  visit: OrganiserVisit,
  refused: (StarterModel['form'] & { problem: string }) | null,
): Promise<Response> {
  const model = {
    ...wayIn(context, visit),
    form: refused ?? visit.event,
    named: visit.event.name !== firstEventName(context.pack.name),
    timeZones: timeZones(visit.event.timeZone),
    players: await countPlayers(context.db, visit.event.id),
    catches: await countEventCatches(context.db, visit.event.id),
    claimsWaiting: await countWaiting(context.db, visit.event.id),
    review: await countOpen(context.db, visit.event.id),
    learning: await learningFoods(context, visit.event.id),
    claimedFoods: context.classifier.card.claimed.length,
    model: await servingModel(context, visit),
    today: servedToday(context.pack, visit.event.menu)?.length ?? null,
    training: trainingLine(await trainingModel(context, visit)),
    saved: visit.url.searchParams.has('saved'),
    problem: refused?.problem ?? null,
  }
  return html(<StarterPage frame={frameOf(context, visit)} model={model} />, { status: refused ? 422 : 200 })
}

async function learningFoods(context: Context, eventId: string) {
  const foods = await allProgress(context, await photosByFood(context.db, context.pack.id, eventId))
  return foods.filter(({ learning }) => learning).toSorted((a, b) => b.photos - a.photos)
}
