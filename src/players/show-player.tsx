import { PlayerPage } from '../../views/organiser/player.tsx'
import { photoAddress, photosOf } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { timeText } from '../game/times.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { playerOf } from './store.ts'

/** More than anybody looks through; the page says how many there are. */
const mostPhotos = 120

/** GET /organiser/players/:id: what a player sent, and the way to erase it. */
export async function showPlayer(context: Context, visit: OrganiserVisit): Promise<Response> {
  const { db, pack } = context
  const player = await playerOf(db, visit.params.id ?? '', visit.event.id)
  if (!player) throw notFound('player')
  const when = timeText(visit.event.timeZone)
  const photos = await photosOf(db, player.id)
  const model = {
    id: player.id,
    nickname: player.nickname,
    joined: when(player.joinedAt),
    count: photos.length,
    photos: photos.slice(0, mostPhotos).map(({ photoId, food, hidden, sentAt }) => ({
      photo: photoAddress(photoId, 'photo'),
      thumbnail: photoAddress(photoId, 'thumbnail'),
      title: hidden ? 'Hidden' : food === null ? 'Not caught' : (pack.food(food)?.names.en ?? food),
      when: when(sentAt),
    })),
  }
  return html(<PlayerPage frame={frameOf(context, visit)} model={model} />)
}
