import { CollectionPage } from '../../views/game/collection.tsx'
import type { CollectionModel } from '../../views/models.ts'
import { type Album, albumOf, countCaught, stickerOf } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { type Category, categories } from '../packs/schema.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { Player, Visit } from '../web/visit.ts'
import { badgeModels } from './badge-models.ts'
import { badgesOf } from './store.ts'

const labels: Record<Category, string> = {
  staple: 'Staples',
  snack: 'Snacks',
  dessert: 'Desserts',
  drink: 'Drinks',
  fruit: 'Fruit',
}

/** GET /collection: every food of the pack; who has not joined sees outlines. */
export async function showCollection(context: Context, visit: Visit): Promise<Response> {
  const model = await collectionModel(context, visit.viewer?.player ?? null)
  return html(<CollectionPage frame={frameOf(context, visit)} model={model} />)
}

async function collectionModel(context: Context, player: Player | null): Promise<CollectionModel> {
  const album: Album = player ? await albumOf(context.db, player.id) : new Map()
  const earned = player ? await badgesOf(context.db, player.id) : new Map<string, string>()
  return {
    nickname: player?.nickname ?? null,
    caught: countCaught(context, album),
    total: context.pack.foods.length,
    groups: groupsOf(context, album),
    badges: badgeModels(context, new Set(album.keys()), earned),
  }
}

/** A page of the album for each kind the pack has. */
function groupsOf(context: Context, album: Album): CollectionModel['groups'] {
  return categories
    .map(category => {
      const foods = context.pack.foods.filter(food => food.category === category)
      const stickers = foods.map(food => stickerOf(context, album, food))
      const caught = stickers.filter(sticker => sticker.caught).length
      return { category, label: labels[category], caught, stickers }
    })
    .filter(group => group.stickers.length > 0)
}
