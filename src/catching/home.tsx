import { HomePage } from '../../views/catching/home.tsx'
import type { HomeModel } from '../../views/models.ts'
import type { Context } from '../context.ts'
import { servedToday } from '../events/index.ts'
import { badgeModels, badgesOf, nextBadge } from '../game/index.ts'
import { foodName } from '../packs/spoken.ts'
import { acceptedTypes } from '../photos/limits.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { albumOf } from './album-store.ts'
import { type Album, countCaught, stickerOf } from './stickers.ts'

const mostLatest = 6

/** GET /: the camera. */
export async function showHome(context: Context, visit: PlayerVisit): Promise<Response> {
  const model = await homeModel(context, visit)
  return html(<HomePage frame={frameOf(context, visit)} model={model} />)
}

async function homeModel(context: Context, { viewer: { player }, event }: PlayerVisit): Promise<HomeModel> {
  const album = await albumOf(context.db, player.id)
  const earned = await badgesOf(context.db, player.id)
  return {
    nickname: player.nickname,
    caught: countCaught(context, album),
    total: context.pack.foods.length,
    latest: latestStickers(context, album),
    nextBadge: nextBadge(badgeModels(context, new Set(album.keys()), earned)),
    today: servedToday(context.pack, event.menu)?.map(foodName) ?? null,
    accept: acceptedTypes,
  }
}

const latestStickers = (context: Context, album: Album) =>
  [...album.values()]
    .toSorted((a, b) => b.latest - a.latest)
    .flatMap(entry => context.pack.food(entry.food) ?? [])
    .slice(0, mostLatest)
    .map(food => stickerOf(context, album, food))
