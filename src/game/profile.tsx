import type { ProfileModel } from '../../views/models.ts'
import { ProfilePage } from '../../views/players/profile.tsx'
import {
  albumOf,
  type CatchState,
  catchesOf,
  countCatches,
  countCaught,
  photoAddress,
  standingsOf,
} from '../catching/index.ts'
import type { Context } from '../context.ts'
import { fewWordsForPlayer, reviewsOf, type WaitingWord, wordsOn } from '../feedback/index.ts'
import { nameOfFood } from '../packs/spoken.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import { type Phrase, phrase } from '../web/languages/phrase.ts'
import { speak, t } from '../web/languages/words.ts'
import { pageCount, pageNumber, pagesBeside } from '../web/pages.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { badgeModels } from './badge-models.ts'
import { rankPlayers } from './rules.ts'
import { badgesOf } from './store.ts'
import { dateText, timeText } from './times.ts'

const pageLength = 60

const titles: Record<CatchState, Phrase> = {
  caught: phrase`Caught`,
  choosing: phrase`One of these?`,
  unrecognised: phrase`Not a food I know`,
  claimed: phrase`Thanks!`,
}

/** GET /profile, ?page=2 for older catches. */
export function showProfile(context: Context, visit: PlayerVisit): Promise<Response> {
  const saved = visit.url.searchParams.has('saved')
  return profilePage(context, visit, { name: visit.viewer.player.nickname, saved, problem: null })
}

/** The page, with the form for another nickname as `rename` says. */
export async function profilePage(
  context: Context,
  visit: PlayerVisit,
  rename: ProfileModel['rename'],
): Promise<Response> {
  const model = { ...(await profileModel(context, visit)), rename }
  const status = rename.problem === null ? 200 : 422
  return html(<ProfilePage frame={frameOf(context, visit)} model={model} />, { status })
}

async function profileModel(context: Context, visit: PlayerVisit): Promise<Omit<ProfileModel, 'rename'>> {
  const { db, pack } = context
  const { player } = visit.viewer
  const { timeZone } = visit.event
  const album = await albumOf(db, player.id)
  const ranked = rankPlayers(await standingsOf(db, player.eventId))
  const photos = await countCatches(db, player.id)
  const pages = pageCount(photos, pageLength)
  const page = pageNumber(visit.url, pages)
  return {
    nickname: player.nickname,
    account: visit.viewer.reviewer,
    joined: dateText(player.joinedAt, timeZone),
    caught: countCaught(context, album),
    total: pack.foods.length,
    photos,
    rank: ranked.find(entry => entry.playerId === player.id)?.rank ?? null,
    badges: badgeModels(context, new Set(album.keys()), await badgesOf(db, player.id)),
    catches: await listCatches(context, player.id, page, timeText(timeZone)),
    pages: pagesBeside(page, page < pages, n => `/profile?page=${n}`),
  }
}

async function listCatches(
  context: Context,
  playerId: string,
  page: number,
  when: (instant: number) => string,
): Promise<ProfileModel['catches']> {
  const offset = (page - 1) * pageLength
  const catches = await catchesOf(context.db, playerId, { limit: pageLength, offset })
  const ids = catches.map(({ id }) => id)
  const reviews = await reviewsOf(context.db, ids)
  const words = await wordsOn(context.db, ids)
  return catches.map(({ id, photoId, state, food, sentAt }) => {
    // What still waits for the player's pick goes on asking, whatever was found.
    const review = state === 'unrecognised' ? reviews.get(id) : undefined
    const word = food === null && !reviews.has(id) ? words.get(id) : undefined
    return {
      id,
      title:
        food !== null
          ? nameOfFood(context.pack, food)
          : word
            ? t`You said: ${inWords(context, word)}`
            : review
              ? t`Checked`
              : speak(titles[state]),
      thumbnail: photoAddress(photoId, 'thumbnail'),
      when: when(sentAt),
      state: word ? ('claimed' as const) : state,
      found: review ? fewWordsForPlayer(review) : null,
    }
  })
}

function inWords({ pack }: Context, { answer, food, note }: WaitingWord): string {
  if (answer === 'not_food') return t`not food`
  return food === null ? (note ?? t`another food`) : nameOfFood(pack, food)
}
