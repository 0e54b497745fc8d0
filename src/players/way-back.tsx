import { renderSVG } from 'uqr'
import { WayBackPage } from '../../views/organiser/way-back.tsx'
import { ComeBackPage } from '../../views/players/come-back.tsx'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { addressForPhones } from '../web/address.ts'
import { frameOf } from '../web/frame.ts'
import { html, seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { OrganiserVisit, Player, Visit } from '../web/visit.ts'
import { makeWayBackLink, opensLink, useLink, wayBackOf } from './link-store.ts'
import { movedCookie } from './moved-cookie.ts'
import { onlyCookies } from './session-cookies.ts'
import { loadPlayer } from './show-player.tsx'
import { accountOf, movePlayers, playerOf } from './store.ts'

/** POST /organiser/players/:id/way-back: a link for a player whose device is lost, or has forgotten them. Shown once. */
export async function makeWayBack(context: Context, visit: OrganiserVisit): Promise<Response> {
  const player = await loadPlayer(context, visit)
  const { role } = await accountOf(context.db, player.id)
  if (role !== null)
    throw new AppError(409, phrase`${player.nickname} has an account, and comes back by signing in.`)
  const token = await makeWayBackLink(context.db, player, { by: visit.viewer.userId, now: context.clock() })
  const link = `${addressForPhones(context.config, visit.url)}/back/${player.id}/${token}`
  const frame = frameOf(context, visit)
  return html(<WayBackPage frame={frame} player={player} link={{ link, qr: renderSVG(link) }} />)
}

/** GET /organiser/players/:id/way-back: somebody reloads the page with the link, which is shown once. */
export const showPlayerAgain = (_: Context, { params }: OrganiserVisit): Response =>
  seeOther(`/organiser/players/${params.id}`)

/** GET /back/:player/:token asks first, for whatever looks at a link before a person does would use it up. */
export async function showWayBack(context: Context, visit: Visit): Promise<Response> {
  const { player } = await ledBack(context, visit)
  if (visit.viewer?.player?.id === player.id) return seeOther('/')
  const model = { nickname: player.nickname, action: visit.url.pathname }
  return html(<ComeBackPage frame={frameOf(context, visit)} model={model} />)
}

/**
 * POST /back/:player/:token: this device is the player's from now on, and no other is. What was caught on it under
 * another nickname meanwhile goes to them too.
 */
export async function comeBack(context: Context, visit: Visit): Promise<Response> {
  const { player, userId } = await ledBack(context, visit)
  const { viewer } = visit
  if (viewer?.reviewer)
    throw new AppError(
      409,
      phrase`This device is signed in to check photos. Open the link on the player’s own device.`,
    )
  if (!(await useLink(context.db, wayBackOf(player.id), visit.params.token ?? '', context.clock())))
    throw staleLink()
  const moved =
    viewer && viewer.userId !== userId
      ? await movePlayers(context.db, context.pack, { from: viewer.userId, to: userId, now: context.clock() })
      : []
  const { headers } = await context.auth.api.resume({ body: { userId }, returnHeaders: true })
  const cookies = onlyCookies(headers)
  for (const each of moved) cookies.append('set-cookie', movedCookie(each))
  return seeOther('/', cookies)
}

/**
 * Whom the link leads back, and their nameless account. Throws AppError 404 where it leads nobody back, or somebody who has got
 * an account with a password since.
 */
async function ledBack(
  { db, clock }: Context,
  { params, event }: Visit,
): Promise<{ player: Player; userId: string }> {
  const { player: id = '', token = '' } = params
  const opens = await opensLink(db, wayBackOf(id), token, clock())
  const player = opens ? await playerOf(db, id, event.id) : null
  if (!player) throw staleLink()
  const account = await accountOf(db, player.id)
  if (account.role !== null) throw staleLink()
  return { player, userId: account.id }
}

const staleLink = () =>
  new AppError(404, phrase`This link has been used or is too old. Ask the organiser for a new one.`)
