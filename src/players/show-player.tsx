import { PlayerPage } from '../../views/organiser/player.tsx'
import type { NicknameModel } from '../../views/player-models.ts'
import { photoAddress, photosOf } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { timeText } from '../game/times.ts'
import { nameOfFood } from '../packs/spoken.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import { t } from '../web/languages/words.ts'
import type { OrganiserVisit, Player } from '../web/visit.ts'
import { accountOf, playerOf } from './store.ts'

/** More than anybody looks through; the page says how many there are. */
const mostPhotos = 120

/** The player of the running event that the address names; 404 where there is none. */
export async function loadPlayer(context: Context, visit: OrganiserVisit): Promise<Player> {
  const player = await playerOf(context.db, visit.params.id ?? '', visit.event.id)
  if (!player) throw notFound(phrase`player`)
  return player
}

/** GET /organiser/players/:id: what a player sent, a way back, another nickname, and the way to erase it all. */
export async function showPlayer(context: Context, visit: OrganiserVisit): Promise<Response> {
  const player = await loadPlayer(context, visit)
  const saved = visit.url.searchParams.has('saved')
  return await playerPage(context, visit, player, { name: player.nickname, saved, problem: null })
}

/** The page, with the form for another nickname as `rename` says. */
export async function playerPage(
  context: Context,
  visit: OrganiserVisit,
  player: Player,
  rename: NicknameModel,
): Promise<Response> {
  const { db, pack } = context
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
      title: hidden ? t`Hidden` : food === null ? t`Not caught` : nameOfFood(pack, food),
      when: when(sentAt),
    })),
    account: (await accountOf(db, player.id)).role !== null,
    rename,
  }
  const status = rename.problem === null ? 200 : 422
  return html(<PlayerPage frame={frameOf(context, visit)} model={model} />, { status })
}
