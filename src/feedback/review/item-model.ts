import { percent } from '../../../views/parts/words.ts'
import type { ReviewChoice, ReviewItemModel } from '../../../views/review-models.ts'
import { findCatch, photoAddress } from '../../catching/index.ts'
import type { Verdict } from '../../classifier/verdict.ts'
import type { Context } from '../../context.ts'
import { timeText } from '../../game/times.ts'
import type { Pack } from '../../packs/load.ts'
import { nameOfFood } from '../../packs/spoken.ts'
import { loadVersionNames } from '../../registry/index.ts'
import { type Phrase, phrase } from '../../web/languages/phrase.ts'
import { speak, t } from '../../web/languages/words.ts'
import type { Visit } from '../../web/visit.ts'
import type { Decision } from './decisions.ts'
import type { takeNext } from './queue-store.ts'
import { suggestion, type Waiting } from './rules.ts'
import { likeliestFood, lookedAddress } from './show-looked.tsx'

type Taken = NonNullable<Awaited<ReturnType<typeof takeNext>>>

/** As many as there are keys within reach. */
const mostChoices = 5

const answered: Record<Verdict, Phrase> = {
  recognised: phrase`It knows it`,
  unsure: phrase`One of these?`,
  unknown: phrase`Not a food I know`,
}

/** A photo as a reviewer sees it; null where it has gone since it was taken from the queue. */
export async function itemModel(
  context: Pick<Context, 'db' | 'known' | 'pack'>,
  visit: Visit,
  { item, lookAlikes, trust }: Taken,
): Promise<ReviewItemModel | null> {
  const entry = await findCatch(context.db, item.id)
  if (!entry) return null
  const nameOf = (food: string) => nameOfFood(context.pack, food)
  const probabilities = new Map(entry.prediction.candidates.map(each => [each.food, each.probability]))
  const choice = (food: string): ReviewChoice => ({
    food,
    name: nameOf(food),
    probability: probabilities.get(food) ?? null,
    claimed: food === item.claimFood,
  })
  const versionName = await loadVersionNames(context, visit.event.timeZone, [entry.prediction.model])
  const { offMenu = null } = entry.prediction
  const foods = [item.claimFood, item.food, item.predicted, offMenu, ...probabilities.keys()].filter(
    food => food !== null,
  )
  return {
    id: item.id,
    photo: photoAddress(item.photoId, 'photo'),
    width: entry.width,
    height: entry.height,
    nickname: item.nickname,
    hints: { right: trust.agreed, checked: trust.agreed + trust.disagreed },
    answered:
      item.verdict === 'recognised' && item.predicted !== null
        ? t`It is ${nameOf(item.predicted)}, ${percent(item.probability)}`
        : offMenu
          ? t`Not on today’s menu? It looks like ${nameOf(offMenu)}`
          : speak(answered[item.verdict]),
    model: versionName(entry.prediction.model),
    said: saidWords(item, nameOf),
    note: item.note,
    counts: item.food === null ? null : nameOf(item.food),
    when: timeText(visit.event.timeZone)(item.sentAt),
    choices: [...new Set(foods)]
      .filter(food => context.pack.food(food))
      .slice(0, mostChoices)
      .map(choice),
    confirm: confirmation(context.pack, suggestion(item)),
    nearest: (await context.known.nearest(visit.event.id, item.photoId)).map(({ photoId, food }) => ({
      name: food === null ? t`Not in the album` : nameOf(food),
      food,
      category: context.pack.food(food ?? '')?.category ?? null,
      thumbnail: photoId && photoAddress(photoId, 'thumbnail'),
    })),
    looked: likeliestFood(entry) === null ? null : lookedAddress(entry.id),
    lookAlikes: lookAlikes.map(each => ({ id: each.id, thumbnail: photoAddress(each.photoId, 'thumbnail') })),
  }
}

/** The big button; none for a food that has gone. */
function confirmation(pack: Pack, decision: Decision | null): ReviewItemModel['confirm'] {
  switch (decision?.kind) {
    case 'food':
      if (!pack.food(decision.food)) return null
      return { decision: `food:${decision.food}`, words: t`It is ${nameOfFood(pack, decision.food)}` }
    case 'other_food':
      return { decision: decision.kind, words: t`A food not listed` }
    case 'not_food':
      return { decision: decision.kind, words: t`It is not food` }
    default:
      return null
  }
}

function saidWords(
  { answer, claimFood, food, verdict }: Waiting,
  nameOf: (food: string) => string,
): string | null {
  switch (answer) {
    case 'yes':
      return t`It is right.`
    case 'no':
      return t`It is wrong.`
    case 'food':
      return claimFood === null ? t`It is really another food.` : t`It is really ${nameOf(claimFood)}.`
    case 'other':
      return t`It is another food.`
    case 'not_food':
      return t`It is not food.`
    default:
      // Of two or three foods the player picked one.
      return verdict === 'unsure' && food !== null ? t`It is ${nameOf(food)} (picked).` : null
  }
}
