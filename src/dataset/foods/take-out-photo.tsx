import { Gathered } from '../../../views/organiser/food-photos.tsx'
import type { Context } from '../../context.ts'
import { html, seeOther } from '../../web/html.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { takeOutExample } from '../take-out.ts'
import { foodPhotosModel } from './food-page.tsx'

/** POST /organiser/examples/:id/take-out: it teaches nothing any more, and its files go. */
export async function takeOutPhoto(context: Context, visit: OrganiserVisit): Promise<Response> {
  const label = await takeOutExample(context, visit.event.id, visit.params.id ?? '')
  const food = context.pack.food(label)
  if (!visit.partial || !food) return seeOther(food ? `/organiser/foods/${food.id}` : '/organiser/foods')
  return html(<Gathered model={await foodPhotosModel(context, visit, food)} />)
}
