import { readBank } from '../classifier/bank.ts'
import type { ModelFiles } from '../classifier/model-files.ts'
import type { Context } from '../context.ts'
import { messageOf } from '../errors.ts'
import { currentEvent, servedToday } from '../events/index.ts'
import { openKnownPhotos } from '../feedback/index.ts'
import { filesForMenu, lookAhead } from './menu-files.ts'
import { loadVersion } from './model-folder.ts'
import { championOf, type Version } from './store.ts'
import { findOnlooker } from './watch/store.ts'

/** How soon a promotion in another process is taken, in milliseconds. */
const lookEvery = 1000

type Following = Pick<Context, 'db' | 'config' | 'pack' | 'classifier' | 'clock' | 'known' | 'log'>

interface Turn {
  /** One after the other: of two swaps at once the later could be overtaken by the earlier. */
  last: Promise<void>
  /** What went wrong the last time, so that it is said once and not every second. */
  failure: string | null
  /** A version that should look on and cannot be loaded: nobody waits for it. */
  lost: string | null
  /** The menu that was taken last, as JSON. */
  menu: string
}
const turns = new WeakMap<Following, Turn>()

/** Workers start without a menu. */
const noMenu = JSON.stringify(null)

/**
 * Lets the workers take the champion and today's menu between two photos, if they have others, and for a week the
 * version before, which looks on (watch/rules.ts); resolves when all have them. To be called after each promotion and
 * each change of the menu here, and now and then for those of other processes. What cannot be loaded is said in the
 * log, and what served goes on serving.
 */
export function followChampion(context: Following): Promise<void> {
  const turn = turns.get(context) ?? { last: Promise.resolve(), failure: null, lost: null, menu: noMenu }
  turns.set(context, turn)
  turn.last = turn.last.then(async () => {
    const failure = await take(context, turn).then(() => null, messageOf)
    if (failure !== null && failure !== turn.failure)
      context.log.error({ reason: failure }, 'the model that should serve could not be taken')
    turn.failure = failure
  })
  return turn.last
}

async function take(context: Following, turn: Turn): Promise<void> {
  const { db, config, pack, classifier, clock, log } = context
  const champion = await championOf(db, pack.id)
  const menu = servedToday(pack, (await currentEvent(db)).menu)?.map(food => food.id) ?? null
  const wanted = (await findOnlooker(db, champion, clock()))?.onlooker ?? null
  const onlooker = wanted?.version === turn.lost ? null : wanted
  const isOther = champion.version !== classifier.card.version
  const isOtherMenu = JSON.stringify(menu) !== turn.menu
  if (!isOther && !isOtherMenu && onlooker?.version === classifier.shadow?.version) return
  const files = await loadVersion(config.home, champion)
  const shadow = await loadOnlooker(context, onlooker)
  if (onlooker !== null && !shadow) turn.lost = onlooker.version
  // Compared is what each would answer today.
  const [serving, looking] = await Promise.all(
    [files, shadow].map(each => each && filesForMenu(context, each, menu)),
  )
  await classifier.useHead(serving ?? files, looking)
  turn.menu = JSON.stringify(menu)
  if (isOtherMenu) log.info({ menu }, 'another menu serves')
  if (!isOther) return
  context.known = knownPhotosOf(context, files)
  log.info({ model: champion.version, by: champion.promotedBy }, 'another model serves')
}

/** Makes ready for a menu, while somebody is ticking it. */
export async function expectMenu(context: Following): Promise<void> {
  await lookAhead(
    context,
    await loadVersion(context.config.home, await championOf(context.db, context.pack.id)),
  )
}

/** It is only there to compare with: that it cannot be loaded keeps nothing from being served. */
async function loadOnlooker(
  { config, log }: Following,
  version: Version | null,
): Promise<ModelFiles | undefined> {
  if (!version) return undefined
  try {
    return await loadVersion(config.home, version)
  } catch (error) {
    log.error(
      { model: version.version, reason: messageOf(error) },
      'the version before cannot be compared with',
    )
    return undefined
  }
}

/** What a photo is compared with on the review page: a model brings its bank along. */
export const knownPhotosOf = (
  { db, classifier }: Pick<Context, 'db' | 'classifier'>,
  { card, bank }: Pick<ModelFiles, 'card' | 'bank'>,
): Context['known'] =>
  openKnownPhotos(db, classifier.backbone, bank ? { bank: readBank(bank), foods: card.foods } : null)

/** Looks at the pointer every second. The result ends that. */
export function keepFollowing(context: Following): () => void {
  const timer = setInterval(() => void followChampion(context), lookEvery)
  return () => clearInterval(timer)
}
