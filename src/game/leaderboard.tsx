import { LeaderboardPage } from '../../views/game/leaderboard.tsx'
import type { LeaderboardModel, LeaderboardRow } from '../../views/models.ts'
import { standingsOf } from '../catching/index.ts'
import type { Context } from '../context.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { Player, Visit } from '../web/visit.ts'
import { type Ranked, rankPlayers } from './rules.ts'
import { shortTimeText } from './times.ts'

const mostRows = 50

/** GET /leaderboard */
export async function showLeaderboard(context: Context, visit: Visit): Promise<Response> {
  const model = await leaderboardModel(context, visit)
  return html(<LeaderboardPage frame={frameOf(context, visit)} model={model} />)
}

async function leaderboardModel(context: Context, visit: Visit): Promise<LeaderboardModel> {
  const standings = await standingsOf(context.db, visit.event.id)
  const ranked = rankPlayers(standings)
  const player = visit.viewer?.player ?? null
  const when = shortTimeText(visit.event.timeZone, context.clock())
  const rowOf = (entry: Ranked): LeaderboardRow => ({
    rank: entry.rank,
    nickname: entry.nickname,
    foods: entry.foods,
    reached: when(entry.reached),
    self: entry.playerId === player?.id,
  })
  const rows = ranked.slice(0, mostRows).map(rowOf)
  const own = ranked.find(entry => entry.playerId === player?.id)
  const shown = rows.some(row => row.self)
  return {
    rows,
    own: !player || shown ? null : own ? rowOf(own) : withoutPlace(player),
    total: context.pack.foods.length,
    players: standings.length,
  }
}

/** Who has caught nothing has no place yet, and stands below everybody. */
const withoutPlace = (player: Player): LeaderboardRow => ({
  rank: null,
  nickname: player.nickname,
  foods: 0,
  reached: null,
  self: true,
})
