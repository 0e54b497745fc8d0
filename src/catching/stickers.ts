import type { Sticker } from '../../views/models.ts'
import type { Context } from '../context.ts'
import { isClaimed } from '../game/index.ts'
import type { Food } from '../packs/schema.ts'
import { foodName } from '../packs/spoken.ts'
import { photoAddress } from './addresses.ts'
import type { AlbumEntry } from './album-store.ts'

export type Album = ReadonlyMap<string, AlbumEntry>

/** A food's place in somebody's album. `menu`: what is served today, where that is to be marked; null: all. */
export const stickerOf = (
  context: Pick<Context, 'classifier'>,
  album: Album,
  food: Food,
  menu: readonly string[] | null = null,
): Sticker => ({
  id: food.id,
  name: foodName(food),
  category: food.category,
  caught: album.has(food.id),
  thumbnail: thumbnailOf(album, food.id),
  learning: !isClaimed(context, food.id),
  today: menu?.includes(food.id) ?? false,
})

/** Address of the best photo of a food, where it was caught. */
export function thumbnailOf(album: Album, food: string): string | null {
  const entry = album.get(food)
  return entry ? photoAddress(entry.bestPhoto, 'thumbnail') : null
}

/** How many foods of the pack are in the album: one that has left the pack counts no more. */
export const countCaught = (context: Pick<Context, 'pack'>, album: Album): number =>
  context.pack.foods.filter(food => album.has(food.id)).length
