import { readBank } from '../classifier/bank.ts'
import type { ModelFiles } from '../classifier/model-files.ts'
import type { Context } from '../context.ts'
import { messageOf } from '../errors.ts'
import { openKnownPhotos } from '../feedback/index.ts'
import { loadVersion } from './model-folder.ts'
import { championOf } from './store.ts'

/** How soon a promotion in another process is taken, in milliseconds. */
const lookEvery = 1000

type Following = Pick<Context, 'db' | 'config' | 'pack' | 'classifier' | 'known' | 'log'>

interface Turn {
  /** One after the other: of two swaps at once the later could be overtaken by the earlier. */
  last: Promise<void>
  /** What went wrong the last time, so that it is said once and not every second. */
  failure: string | null
}
const turns = new WeakMap<Following, Turn>()

/**
 * Lets the workers take the champion between two photos, if another serves than they have; resolves when all have it.
 * To be called after each promotion here, and now and then for those of other processes. What cannot be loaded is said
 * in the log, and what served goes on serving.
 */
export function followChampion(context: Following): Promise<void> {
  const turn = turns.get(context) ?? { last: Promise.resolve(), failure: null }
  turns.set(context, turn)
  turn.last = turn.last.then(async () => {
    const failure = await take(context).then(() => null, messageOf)
    if (failure !== null && failure !== turn.failure)
      context.log.error({ reason: failure }, 'the model that should serve could not be taken')
    turn.failure = failure
  })
  return turn.last
}

async function take(context: Following): Promise<void> {
  const { db, config, pack, classifier, log } = context
  const champion = await championOf(db, pack.id)
  if (champion.version === classifier.card.version) return
  const files = await loadVersion(config.home, champion)
  await classifier.useHead(files)
  context.known = knownPhotosOf(context, files)
  log.info({ model: champion.version, by: champion.promotedBy }, 'another model serves')
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
