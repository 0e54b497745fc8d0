import { FoodPage } from '../../views/game/food.tsx'
import type { FoodPageModel } from '../../views/models.ts'
import { catchesOf, photoAddress } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { Visit } from '../web/visit.ts'
import { foodModel } from './food-model.ts'
import { timeText } from './times.ts'

const mostPhotos = 60

/** GET /foods/:id: all there is to know about a dish, and the viewer's own photos of it. */
export async function showFood(context: Context, visit: Visit): Promise<Response> {
  const food = context.pack.food(visit.params.id ?? '')
  if (!food) throw notFound(phrase`food`)
  const model = { food: foodModel(context, food), catches: await ownPhotos(context, visit, food.id) }
  return html(<FoodPage frame={frameOf(context, visit)} model={model} />)
}

async function ownPhotos(context: Context, visit: Visit, food: string): Promise<FoodPageModel['catches']> {
  const player = visit.viewer?.player
  if (!player) return []
  const when = timeText(visit.event.timeZone)
  const catches = await catchesOf(context.db, player.id, { food, limit: mostPhotos })
  return catches.map(({ id, photoId, sentAt }) => ({
    id,
    thumbnail: photoAddress(photoId, 'thumbnail'),
    photo: photoAddress(photoId, 'photo'),
    when: when(sentAt),
  }))
}
