import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { openClassifier } from './classifier/index.ts'
import { backboneIdOf } from './classifier/model-files.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { packOfEvent } from './dataset/index.ts'
import { openDatabase } from './db/open.ts'
import { currentEvent, ensureEvent, firstEventName, firstTimeZone } from './events/index.ts'
import { openHome, sessionSecret } from './home.ts'
import { boundHeaps } from './ops/allocator.ts'
import { loadPack } from './packs/load.ts'
import { modelOptions, packsDir } from './paths.ts'
import { openPhotoFiles } from './photos/files.ts'
import { ensureShipped, followChampion, knownPhotosOf, loadChampion } from './registry/index.ts'
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
    name: firstEventName(shipped.name),
    pack: shipped.id,
    timeZone: firstTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone, shipped.timeZone),
    now: Date.now(),
  })
  const models = modelOptions(config)
  await ensureShipped(db, models.modelDir, Date.now())
  const registry = { db, home: home.dir, backboneId: await backboneIdOf(models.backboneDir) }
  const files = await loadChampion(registry, shipped.id, { log, now: Date.now() })
  const classifier = await openClassifier({
    ...models,
    files,
    workers: config.workers,
    onFailure: reason => log.error({ reason }, 'a classifier thread failed'),
  })
  const context: Context = {
    config,
    clock: Date.now,
    random: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
    newPhotoId: () => Bun.randomUUIDv7(),
    db,
    pack: await packOfEvent(db, shipped, (await currentEvent(db)).id),
    photos: await openPhotoFiles(home.photos),
    classifier,
    known: knownPhotosOf({ db, classifier }, files),
    auth: openAuth({ db, config, secret: sessionSecret(home, config) }),
    limits: openLimits(),
    log,
    version,
  }
  // Nobody is answered by all foods' numbers while only some are served.
  await followChampion(context)
  return context
}
