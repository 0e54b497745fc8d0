import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { readBank } from './classifier/bank.ts'
import { openClassifier } from './classifier/index.ts'
import { loadModelFiles } from './classifier/model-files.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { packOfEvent } from './dataset/index.ts'
import { openDatabase } from './db/open.ts'
import { currentEvent, ensureEvent } from './events/store.ts'
import { openKnownPhotos } from './feedback/index.ts'
import { openHome, sessionSecret } from './home.ts'
import { boundHeaps } from './ops/allocator.ts'
import { loadPack } from './packs/load.ts'
import { modelOptions, packsDir } from './paths.ts'
import { openPhotoFiles } from './photos/files.ts'
import { version } from './version.ts'
import { openAuth } from './web/auth.ts'
import { openLimits } from './web/limits.ts'

/** Opens all a server needs, cheapest refusals first. Throws AppError in one line. */
export async function openContext(config: Config, log: Logger = pino()): Promise<Context> {
  boundHeaps()
  const shipped = loadPack(join(packsDir, config.pack))
  const home = openHome(config.home)
  const db = await openDatabase(home.database)
  await ensureEvent(db, {
    name: `${shipped.name} food hunt`,
    pack: shipped.id,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: Date.now(),
  })
  const classifier = await openClassifier({
    ...modelOptions(config),
    workers: config.workers,
    onFailure: reason => log.error({ reason }, 'a classifier thread failed'),
  })
  const { card, bank } = await loadModelFiles(modelOptions(config).modelDir)
  return {
    config,
    clock: Date.now,
    random: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
    db,
    pack: await packOfEvent(db, shipped, (await currentEvent(db)).id),
    photos: await openPhotoFiles(home.photos),
    classifier,
    known: openKnownPhotos(
      db,
      classifier.backbone,
      bank ? { bank: readBank(bank), foods: card.foods } : null,
    ),
    auth: openAuth({ db, config, secret: sessionSecret(home, config) }),
    limits: openLimits(),
    log,
    version,
  }
}
