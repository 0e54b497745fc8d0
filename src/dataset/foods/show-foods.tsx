import type { FoodFormModel, FoodsModel } from '../../../views/food-models.ts'
import { FoodsPage } from '../../../views/organiser/foods.tsx'
import type { Context } from '../../context.ts'
import { readForm, smallForm } from '../../web/form.ts'
import { frameOf } from '../../web/frame.ts'
import { html, seeOther } from '../../web/html.ts'
import { byName } from '../../web/languages/language.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { photosByFood } from '../teaching.ts'
import { checkName, takenWords } from './check-name.ts'
import { blankForm, typedForm, typedIn } from './food-form.ts'
import { renewPack } from './pack.ts'
import { allProgress, mostNeeded } from './progress.ts'
import { checkFood } from './rules.ts'
import { insertFood } from './store.ts'

/** GET /organiser/foods: what the camera knows, what it lacks, and a form for more. */
export function showFoods(context: Context, visit: OrganiserVisit): Promise<Response> {
  return foodsPage(context, visit, blankForm())
}

/** POST /organiser/foods: a new food is in everybody's album at once. */
export async function addFood(context: Context, visit: OrganiserVisit): Promise<Response> {
  const typed = typedIn(await readForm(visit.request, smallForm))
  const refused = (problem: string) =>
    foodsPage(context, visit, typedForm('/organiser/foods', typed, problem))
  const checked = checkFood(typed)
  if ('problem' in checked) return await refused(checked.problem)
  const named = checkName(context, checked.names.en)
  if ('problem' in named) return await refused(named.problem)
  const made = { ...named, eventId: visit.event.id, addedBy: visit.viewer.userId, now: context.clock() }
  // Somebody may have been faster.
  if (!(await insertFood(context.db, { ...made, ...checked })))
    return await refused(takenWords(checked.names.en))
  await renewPack(context, visit.event.id)
  return seeOther(`/organiser/foods/${named.id}`)
}

async function foodsPage(context: Context, visit: OrganiserVisit, form: FoodFormModel): Promise<Response> {
  const foods = await allProgress(context, await photosByFood(context.db, context.pack.id, visit.event.id))
  const sorted = foods.toSorted((a, b) => b.photos - a.photos || byName(a, b))
  const model: FoodsModel = { form, foods: sorted, mostNeeded }
  return html(<FoodsPage frame={frameOf(context, visit)} model={model} />, {
    status: form.problem ? 422 : 200,
  })
}
