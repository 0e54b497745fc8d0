import { readBank } from '../classifier/bank.ts'
import type { ModelFiles } from '../classifier/model-files.ts'
import type { Context } from '../context.ts'
import { messageOf } from '../errors.ts'
import { openKnownPhotos } from '../feedback/index.ts'
import { loadVersion } from './model-folder.ts'
import { championOf, findVersion, isPinned, type Version } from './store.ts'
import { onlookerOf } from './watch/rules.ts'

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
}
const turns = new WeakMap<Following, Turn>()

/**
 * Lets the workers take the champion between two photos, if another serves than they have, and for a week the one
 * before, which looks on (watch/rules.ts); resolves when all have them. To be called after each promotion here, and now
 * and then for those of other processes. What cannot be loaded is said in the log, and what served goes on serving.
 */
export function followChampion(context: Following): Promise<void> {
  const turn = turns.get(context) ?? { last: Promise.resolve(), failure: null, lost: null }
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
  const wanted = onlookerOf(champion, await isPinned(db, pack.id), clock())
  const onlooker = wanted === turn.lost ? null : wanted
  const isOther = champion.version !== classifier.card.version
  if (!isOther && onlooker === classifier.shadow) return
  const files = await loadVersion(config.home, champion)
  const shadow = await loadOnlooker(context, onlooker)
  if (!shadow) turn.lost = onlooker
  await classifier.useHead(files, shadow)
  if (!isOther) return
  context.known = knownPhotosOf(context, files)
  log.info({ model: champion.version, by: champion.promotedBy }, 'another model serves')
}

/** It is only there to compare with: that it cannot be loaded keeps nothing from being served. */
async function loadOnlooker(
  { db, config, log }: Following,
  name: Version['predecessor'],
): Promise<ModelFiles | undefined> {
  const version = name === null ? null : await findVersion(db, name)
  if (!version) return undefined
  try {
    return await loadVersion(config.home, version)
  } catch (error) {
    log.error({ model: name, reason: messageOf(error) }, 'the version before cannot be compared with')
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
