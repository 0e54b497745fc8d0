import type { DoneModel } from '../../views/dataset-models.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Decision, readDecision, resettle, reviewsOf } from '../feedback/index.ts'
import { watchChampion } from '../registry/index.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { datasetHref, decisionText, labelName } from './label-names.ts'
import { labelOf } from './labels.ts'
import { labelsOf, relabelExamples } from './move-store.ts'
import { takeOutExamples } from './take-out.ts'

/** As many as a page shows; each may be named in the address of the next one. */
export const mostMoved = 60

/**
 * POST /organiser/dataset/photos: the marked photos get another label, or are taken out. A player's photo is settled
 * anew, so its catch follows; one that was dropped or imported and is taken out is deleted. `undo`: what some of them were,
 * as `undoText` wrote it; those go back that still are what they were made, `was`.
 */
export async function movePhotos(context: Context, visit: OrganiserVisit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const asked = readMoves(form)
  const moves = asked.map(move => ({ ...move, decision: decisionFor(context, move.to) }))
  const ids = asked.flatMap(move => move.ids)
  const undoing = form.has('undo')
  if (moves.some(({ decision }) => !decision)) {
    if (undoing)
      throw new AppError(409, phrase`That food is not in the list any more, so nothing was undone.`)
    throw new AppError(400, phrase`Say what the photos show.`)
  }
  if (ids.length === 0) throw new AppError(400, phrase`Mark the photos first: tap them.`)
  if (ids.length > mostMoved) throw new AppError(400, phrase`Mark at most ${mostMoved} photos at a time.`)
  const before = await decisionsOn(context, visit, ids)
  const was = undoing ? field(form, 'was') : null
  const batch = Bun.randomUUIDv7()
  const all: Moved = { moved: [], deleted: 0, left: 0 }
  for (const { ids: some, decision } of moves) {
    const standing = was === null ? some : some.filter(id => before.get(id) === was)
    if (decision) add(all, await decide(context, visit, { ids: standing, decision, batch }))
  }
  await watchChampion(context)
  const query = outcomeQuery(all, ids.length, undoing ? null : { before, to: asked[0]?.to ?? '' })
  const back = backTo(field(form, 'back'))
  return seeOther(`${back}${back.includes('?') ? '&' : '?'}${query}`)
}

interface Move {
  /** As `readDecision` reads it. */
  to: string
  ids: string[]
}

function readMoves(form: FormData): Move[] {
  const texts = (name: string) => [...new Set(form.getAll(name).filter(text => typeof text === 'string'))]
  const undo = texts('undo').map(text => {
    const [to = '', ids = ''] = text.split('~', 2)
    return { to, ids: ids.split('.') }
  })
  return undo.length > 0
    ? undo
    : [{ to: form.has('out') ? 'unusable' : field(form, 'to'), ids: texts('photo') }]
}

/** What `readMoves` reads again. */
const undoText = (to: string, ids: readonly string[]) => `${to}~${ids.join('.')}`

/** null for what no photo can be moved to. */
function decisionFor({ pack }: Context, text: string): Decision | null {
  const decision = readDecision(text, food => pack.food(food) !== undefined)
  return decision?.kind === 'hidden' ? null : decision
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

function add(all: Moved, { moved, deleted, left }: Moved): void {
  all.moved.push(...moved)
  all.deleted += deleted
  all.left += left
}

async function decide(
  context: Context,
  { event, viewer }: OrganiserVisit,
  { ids, decision, batch }: { ids: string[]; decision: Decision; batch: string },
): Promise<Moved> {
  const { db, pack, clock } = context
  const act = { eventId: event.id, batch, now: clock() }
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

/** What the next page says, and how to take it back; null: that is what was done. */
function outcomeQuery(
  { moved, deleted, left }: Moved,
  asked: number,
  done: { before: ReadonlyMap<string, string>; to: string } | null,
): string {
  const query = new URLSearchParams({ did: String(moved.length + deleted), asked: String(asked) })
  if (left > 0) query.set('left', String(left))
  if (done === null) return String(query)
  query.set('to', done.to)
  const were = Map.groupBy(moved, id => done.before.get(id) ?? '')
  // Nobody decides on some outliers that a zip brought, so nobody can go back to them.
  if (!were.has('')) for (const [from, ids] of were) query.append('undo', undoText(from, ids))
  return String(query)
}

/** What `outcomeQuery` said; null on a page nobody came to by moving photos. */
export function doneModel(context: Context, { searchParams }: URL, back: string): DoneModel | null {
  const [did = 0, asked = 0, left = 0] = ['did', 'asked', 'left'].map(name => Number(searchParams.get(name)))
  if (!searchParams.has('did') || ![did, asked, left].every(Number.isInteger)) return null
  const to = searchParams.get('to') ?? ''
  const decision = decisionFor(context, to)
  const label = decision && labelOf(decision)
  return {
    did,
    stayed: Math.max(0, asked - did),
    left,
    now: label && labelName(context.pack, label.label),
    undone: to === '',
    undo: to ? { were: searchParams.getAll('undo'), was: to } : null,
    back,
  }
}
