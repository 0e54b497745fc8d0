import { AnswerPage, AnswerPart } from '../../views/catching/answer.tsx'
import type { AnswerModel, CandidateModel, Sticker } from '../../views/models.ts'
import type { Context } from '../context.ts'
import { claimOf, feedbackOf, mayChange, reviewOf, wordsForPlayer } from '../feedback/index.ts'
import { badgeModels, badgesOf, foodModel, foodOptions } from '../game/index.ts'
import { foodName, nameOfFood } from '../packs/spoken.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { photoAddress } from './addresses.ts'
import { albumOf, isFirstOfItsFood } from './album-store.ts'
import { decidedBy, probabilityOf } from './rules.ts'
import { type Album, countCaught, stickerOf, thumbnailOf } from './stickers.ts'
import type { Catch } from './store.ts'

interface AnswerOptions {
  /** The player sent this very picture before. */
  again?: boolean
  headers?: Record<string, string>
  /** What the player said could not be taken: why, and the status that says so. */
  problem?: string
  status?: number
}

/** What became of a photo: the page, or for the camera script and htmx its main part alone. */
export async function renderAnswer(
  context: Context,
  visit: PlayerVisit,
  entry: Catch,
  { again = visit.url.searchParams.has('again'), headers = {}, problem, status = 200 }: AnswerOptions = {},
): Promise<Response> {
  const model = { ...(await answerModel(context, visit, entry)), again, problem: problem ?? null }
  const node = visit.partial ? (
    <AnswerPart model={model} />
  ) : (
    <AnswerPage frame={frameOf(context, visit)} model={model} />
  )
  return html(node, { headers, status })
}

/** Made from what is stored alone, so that a photo sent again gets the same answer. */
async function answerModel(
  context: Context,
  visit: PlayerVisit,
  entry: Catch,
): Promise<Omit<AnswerModel, 'again' | 'problem'>> {
  const { db, pack } = context
  const album = await albumOf(db, entry.playerId)
  const earned = await badgesOf(db, entry.playerId)
  const badges = badgeModels(context, new Set(album.keys()), earned)
  const said = await feedbackOf(db, entry.id)
  const review = await reviewOf(db, entry.id)
  const food = entry.food === null ? undefined : pack.food(entry.food)
  return {
    catchId: entry.id,
    state: entry.state,
    verdict: entry.prediction.verdict,
    food: food ? foodModel(context, food) : null,
    probability: food ? probabilityOf(food.id, entry.prediction) : entry.prediction.probability,
    decidedBy: decidedBy(entry.food, entry.prediction.verdict, review?.food ?? null),
    candidates: candidateModels(context, album, entry),
    photo: photoAddress(entry.photoId, 'photo'),
    width: entry.width,
    height: entry.height,
    isNew: await isFirstOfItsFood(db, entry),
    badges: badges.filter(badge => earned.get(badge.id) === entry.id),
    caught: countCaught(context, album),
    total: pack.foods.length,
    missing: missingStickers(context, album, visit.event.menu),
    offMenu: offMenuModel(context, entry),
    claim: await claimOf(db, entry.id),
    said: said?.answer ?? null,
    maySay: review === null && (said === null || mayChange(said.firstSaid, context.clock())),
    reviewed: review && wordsForPlayer(review, pack),
    options: foodOptions(context),
    modelVersion: entry.prediction.model,
  }
}

function candidateModels(context: Context, album: Album, entry: Catch): CandidateModel[] {
  return entry.prediction.candidates
    .filter(candidate => candidate.offered)
    .map(({ food, probability }) => ({
      id: food,
      name: nameOfFood(context.pack, food),
      probability,
      thumbnail: thumbnailOf(album, food),
    }))
}

const mostMissing = 6

/** The food the photo would have been, were it on the menu. */
function offMenuModel({ pack }: Context, { prediction }: Catch): AnswerModel['offMenu'] {
  const food = prediction.offMenu ? pack.food(prediction.offMenu) : undefined
  return food ? { id: food.id, name: foodName(food) } : null
}

/** A few foods still to find: first those that are served today, of these first those that count at once. */
function missingStickers(context: Context, album: Album, menu: PlayerVisit['event']['menu']): Sticker[] {
  return context.pack.foods
    .map(food => stickerOf(context, album, food, menu))
    .filter(sticker => !sticker.caught)
    .toSorted((a, b) => Number(b.today) - Number(a.today) || Number(a.learning) - Number(b.learning))
    .slice(0, mostMissing)
}
