import type { Context } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { isAdded } from '../../packs/schema.ts'
import { readForm, smallForm } from '../../web/form.ts'
import { seeOther } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { checkName } from './check-name.ts'
import { typedForm, typedIn } from './food-form.ts'
import { foodPage, formAction, loadFood } from './food-page.tsx'
import { renewPack } from './pack.ts'
import { checkFood } from './rules.ts'
import { changeFood, deleteFood } from './store.ts'

/** GET /organiser/foods/:id: its photos, and a place to drop more. */
export const showFoodPhotos = (context: Context, visit: OrganiserVisit): Promise<Response> =>
  foodPage(context, visit, loadFood(context, visit))

/** The food of the address, if an organiser added it: the pack's own are not changed in a browser. */
function loadAdded(context: Context, visit: OrganiserVisit) {
  const food = loadFood(context, visit)
  if (!isAdded(food)) throw notFound(phrase`food`)
  return food
}

/** POST /organiser/foods/:id: other names, kind or words. */
export async function saveFood(context: Context, visit: OrganiserVisit): Promise<Response> {
  const food = loadAdded(context, visit)
  const typed = typedIn(await readForm(visit.request, smallForm))
  const refused = (problem: string) =>
    foodPage(context, visit, food, { form: typedForm(formAction(food), typed, problem) })
  const checked = checkFood(typed)
  if ('problem' in checked) return await refused(checked.problem)
  const named = checkName(context, checked.names.en, food.id)
  if ('problem' in named) return await refused(named.problem)
  await changeFood(context.db, visit.event.id, food.id, checked)
  await renewPack(context, visit.event.id)
  return seeOther(`/organiser/foods/${food.id}?saved#words`)
}

/** POST /organiser/foods/:id/remove: only what nobody has caught, named or photographed. */
export async function removeFood(context: Context, visit: OrganiserVisit): Promise<Response> {
  const food = loadAdded(context, visit)
  if (!(await deleteFood(context.db, visit.event.id, food.id))) {
    throw new AppError(
      409,
      phrase`${food.names} has photos or catches, so it stays. Take its photos out first.`,
    )
  }
  await renewPack(context, visit.event.id)
  return seeOther('/organiser/foods')
}
