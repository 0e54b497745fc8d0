import { Gathered } from '../../../views/organiser/food-photos.tsx'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { html, seeOther } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { takeOutExamples } from '../take-out.ts'
import { foodPhotosModel } from './food-page.tsx'

/** POST /organiser/examples/:id/take-out: it teaches nothing any more, and its files go. */
export async function takeOutPhoto(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { event, viewer, params, partial } = visit
  const { taken, left } = await takeOutExamples(context, [params.id ?? ''], {
    ...{ eventId: event.id, actor: viewer.userId },
    ...{ batch: Bun.randomUUIDv7(), now: context.clock() },
  })
  const [example] = taken
  if (!example) throw notFound(phrase`photo`)
  const food = context.pack.food(example.label)
  if (!food) return seeOther('/organiser/foods')
  if (!partial) return seeOther(`/organiser/foods/${food.id}${left > 0 ? '?left#gathered' : ''}`)
  return html(<Gathered model={await foodPhotosModel(context, visit, food, { left: left > 0 })} />)
}
