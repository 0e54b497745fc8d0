import type { DroppedPhoto, FoodFormModel, FoodPhotosModel } from '../../../views/food-models.ts'
import { FoodPhotosPage } from '../../../views/organiser/food-photos.tsx'
import { photoAddress } from '../../catching/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { timeText } from '../../game/times.ts'
import { trainingModel } from '../../jobs/panel/training-model.ts'
import { type Food, isAdded } from '../../packs/schema.ts'
import { acceptedTypes } from '../../photos/limits.ts'
import { frameOf } from '../../web/frame.ts'
import { html } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { examplesOf } from '../example-store.ts'
import { listedPhotos } from '../store.ts'
import { countByFood, teachingAmong } from '../teaching.ts'
import { filledForm } from './food-form.ts'
import { foodProgress } from './progress.ts'
import { isUsed } from './store.ts'

/** More would be a slow page; the newest are those somebody wants to take out again. */
const mostShown = 120

/** The food of the running pack that the address names; 404 where there is none. */
export function loadFood(context: Context, visit: OrganiserVisit): Food {
  const food = context.pack.food(visit.params.id ?? '')
  if (!food) throw notFound(phrase`food`)
  return food
}

/** The page is long, so it opens at the form again, where the answer stands. */
export const formAction = ({ id }: Food): string => `/organiser/foods/${id}#words`

/** What there is to say after a form was sent. */
interface After {
  dropped?: DroppedPhoto[]
  problem?: string | null
  form?: FoodFormModel
  /** A photo was taken out whose file could not be deleted. */
  left?: boolean
}

/** A food's page, as it is or with what came of a form. */
export async function foodPage(
  context: Context,
  visit: OrganiserVisit,
  food: Food,
  after: After = {},
): Promise<Response> {
  const model = await foodPhotosModel(context, visit, food, after)
  const status = model.problem || model.form?.problem ? 422 : 200
  return html(<FoodPhotosPage frame={frameOf(context, visit)} model={model} />, { status })
}

export async function foodPhotosModel(
  context: Context,
  visit: OrganiserVisit,
  food: Food,
  { dropped = [], problem = null, form, left = visit.url.searchParams.has('left') }: After = {},
): Promise<FoodPhotosModel> {
  const eventId = visit.event.id
  const labelled = await listedPhotos(context.db, eventId)
  const teaching = await teachingAmong(context.db, context.pack.id, labelled)
  const examples = await listExamples(context, visit, food, new Set(teaching.map(({ id }) => id)))
  const training = await trainingModel(context, visit)
  return {
    food: await foodProgress(context, countByFood(teaching), food),
    examples: examples.slice(0, mostShown),
    total: examples.length,
    left,
    training: {
      next: training.next,
      minimum: training.schedule.minimum,
      running: training.running?.percent ?? null,
    },
    dropped,
    accept: acceptedTypes,
    form: isAdded(food) ? (form ?? filledForm(formAction(food), food)) : null,
    saved: visit.url.searchParams.has('saved'),
    removable: isAdded(food) && !(await isUsed(context.db, eventId, food.id)),
    problem,
  }
}

async function listExamples(
  { db }: Context,
  { event }: OrganiserVisit,
  { id }: Food,
  counted: ReadonlySet<string>,
) {
  const when = timeText(event.timeZone)
  const rows = await examplesOf(db, event.id, id)
  // Newest first, so the oldest of a group is set last and stays.
  const firsts = new Map(rows.map(row => [row.group, row.id]))
  return rows.map(row => ({
    id: row.id,
    thumbnail: photoAddress(row.id, 'thumbnail'),
    photo: photoAddress(row.id, 'photo'),
    when: when(row.at),
    nearDuplicate: firsts.get(row.group) !== row.id,
    counted: counted.has(row.id),
  }))
}
