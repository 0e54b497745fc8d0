import { PlayersPage } from '../../views/organiser/players.tsx'
import type { PlayersModel } from '../../views/player-models.ts'
import { countPhotosBy, standingsOf } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { timeText } from '../game/times.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import { pageNumber, pagesBeside } from '../web/pages.ts'
import type { OrganiserVisit } from '../web/visit.ts'
import { listPlayers } from './store.ts'

const pageLength = 60

/** GET /organiser/players, ?find=ai for those whose nickname holds it, ?page=2 for older ones. */
export async function showPlayers(context: Context, visit: OrganiserVisit): Promise<Response> {
  const model = await playersModel(context, visit)
  return html(<PlayersPage frame={frameOf(context, visit)} model={model} />)
}

async function playersModel({ db }: Context, { event, url }: OrganiserVisit): Promise<PlayersModel> {
  const find = (url.searchParams.get('find') ?? '').trim()
  const page = pageNumber(url)
  const rows = await listPlayers(db, event.id, {
    find,
    limit: pageLength + 1,
    offset: (page - 1) * pageLength,
  })
  const shown = rows.slice(0, pageLength)
  const photos = await countPhotosBy(
    db,
    shown.map(player => player.id),
  )
  const foods = new Map((await standingsOf(db, event.id)).map(each => [each.playerId, each.foods]))
  const when = timeText(event.timeZone)
  const address = (number: number) => {
    const query = new URLSearchParams({ ...(find && { find }), page: String(number) })
    return `/organiser/players?${query}`
  }
  return {
    find,
    erased: url.searchParams.has('erased'),
    players: shown.map(({ id, nickname, joinedAt }) => ({
      id,
      nickname,
      joined: when(joinedAt),
      foods: foods.get(id) ?? 0,
      photos: photos.get(id) ?? 0,
    })),
    pages: pagesBeside(page, rows.length > pageLength, address),
  }
}
