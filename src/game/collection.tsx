import { CollectionPage } from '../../views/game/collection.tsx'
import type { CollectionModel } from '../../views/models.ts'
import { categoryHeading } from '../../views/parts/words.ts'
import { type Album, albumOf, countCaught, stickerOf } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { servedToday } from '../events/index.ts'
import { categories } from '../packs/schema.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { Visit } from '../web/visit.ts'
import { badgeModels } from './badge-models.ts'
import { badgesOf } from './store.ts'

/** GET /collection: every food of the pack; who has not joined sees outlines. */
export async function showCollection(context: Context, visit: Visit): Promise<Response> {
  const model = await collectionModel(context, visit)
  return html(<CollectionPage frame={frameOf(context, visit)} model={model} />)
}

async function collectionModel(context: Context, { viewer, event }: Visit): Promise<CollectionModel> {
  const player = viewer?.player ?? null
  const album: Album = player ? await albumOf(context.db, player.id) : new Map()
  const earned = player ? await badgesOf(context.db, player.id) : new Map<string, string>()
  return {
    nickname: player?.nickname ?? null,
    caught: countCaught(context, album),
    total: context.pack.foods.length,
    groups: groupsOf(context, album, event.menu),
    today: servedToday(context.pack, event.menu)?.length ?? null,
    badges: badgeModels(context, new Set(album.keys()), earned),
  }
}

/** A page of the album for each kind the pack has. */
function groupsOf(context: Context, album: Album, menu: Visit['event']['menu']): CollectionModel['groups'] {
  return categories
    .map(category => {
      const foods = context.pack.foods.filter(food => food.category === category)
      const stickers = foods.map(food => stickerOf(context, album, food, menu))
      const caught = stickers.filter(sticker => sticker.caught).length
      return { category, label: categoryHeading(category), caught, stickers }
    })
    .filter(group => group.stickers.length > 0)
}
