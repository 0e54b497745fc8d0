import type { DoneModel } from '../../views/dataset-models.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Decision, readDecision, resettle, reviewsOf } from '../feedback/index.ts'
import { watchChampion } from '../registry/index.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { datasetHref, decisionText } from './label-names.ts'
import { labelOf } from './labels.ts'
import { labelsOf, relabelExamples } from './move-store.ts'
import { takeOutExamples } from './take-out.ts'

/** As many as a page shows; each may be named in the address of the next one. */
export const mostMoved = 60

/**
 * POST /organiser/dataset/photos: the marked photos get another label, or are taken out. A player's photo is settled
 * anew, so its catch follows; one that was dropped or imported and is taken out is deleted. `was`: only those that are still
 * that, for undo.
 */
export async function movePhotos(context: Context, visit: OrganiserVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const ids = [...new Set(form.getAll('photo').filter(id => typeof id === 'string'))]
  const to = form.has('out') ? 'unusable' : field(form, 'to')
  const decision = readDecision(to, food => context.pack.food(food) !== undefined)
  if (!decision || decision.kind === 'hidden') throw new AppError(400, phrase`Say what the photos show.`)
  if (ids.length === 0) throw new AppError(400, phrase`Mark the photos first: tap them.`)
  if (ids.length > mostMoved) throw new AppError(400, phrase`Mark at most ${mostMoved} photos at a time.`)
  const before = await decisionsOn(context, visit, ids)
  const was = field(form, 'was')
  const standing = was ? ids.filter(id => before.get(id) === was) : ids
  const moved = await decide(context, visit, standing, decision)
  await watchChampion(context)
  const back = backTo(field(form, 'back'))
  return seeOther(
    `${back}${back.includes('?') ? '&' : '?'}${outcomeQuery(moved, ids.length, { before, to })}`,
  )
}

/** What each photo counts as, as `readDecision` reads it; '' for what no reviewer decides on. */
async function decisionsOn(
  { db }: Context,
  { event }: OrganiserVisit,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const reviews = await reviewsOf(db, ids)
  const examples = await labelsOf(db, event.id, ids)
  return new Map([
    ...[...examples].map(([id, label]) => [id, decisionText(label)] as const),
    ...[...reviews].map(([id, { kind, food }]) => [id, food === null ? kind : `food:${food}`] as const),
  ])
}

interface Moved {
  /** They can be moved back. */
  moved: string[]
  deleted: number
  /** Deleted ones whose files are still on disk. */
  left: number
}

async function decide(
  context: Context,
  { event, viewer }: OrganiserVisit,
  ids: string[],
  decision: Decision,
): Promise<Moved> {
  const { db, pack, clock } = context
  const act = { eventId: event.id, batch: Bun.randomUUIDv7(), now: clock() }
  const settled = await resettle(db, pack, { ...act, reviewer: viewer.userId, catchIds: ids, decision })
  const acting = { ...act, actor: viewer.userId }
  const label = labelOf(decision)
  if (label) {
    const moved = [...settled, ...(await relabelExamples(db, ids, label, acting))]
    return { moved, deleted: 0, left: 0 }
  }
  const { taken, left } = await takeOutExamples(context, ids, acting)
  return { moved: settled, deleted: taken.length, left }
}

/** Only pages of the dataset: what a browser sends chooses no other. */
const backTo = (back: string) =>
  /^\/organiser\/dataset(\/photos\?[\w=&%.:+*-]*)?$/.test(back) ? back : datasetHref

/** What the next page says, and whether it offers to take it back: where all of them were the same before. */
function outcomeQuery(
  { moved, deleted, left }: Moved,
  asked: number,
  { before, to }: { before: ReadonlyMap<string, string>; to: string },
): string {
  const query = new URLSearchParams({ did: String(moved.length + deleted), asked: String(asked) })
  if (left > 0) query.set('left', String(left))
  const [from, ...others] = new Set(moved.map(id => before.get(id)))
  if (from && others.length === 0) {
    query.set('undo', moved.join('.'))
    query.set('from', from)
    query.set('to', to)
  }
  return String(query)
}

/** What `outcomeQuery` said; null on a page nobody came to by moving photos. */
export function doneModel({ searchParams }: URL, back: string): DoneModel | null {
  const [did = 0, asked = 0, left = 0] = ['did', 'asked', 'left'].map(name => Number(searchParams.get(name)))
  if (!searchParams.has('did') || ![did, asked, left].every(Number.isInteger)) return null
  const [undo, to, was] = ['undo', 'from', 'to'].map(name => searchParams.get(name) ?? '')
  return {
    did,
    stayed: Math.max(0, asked - did),
    left,
    undo: undo && to && was ? { ids: undo.split('.').slice(0, mostMoved), to, was } : null,
    back,
  }
}
