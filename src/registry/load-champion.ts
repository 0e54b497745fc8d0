import type { Logger } from 'pino'
import type { ModelFiles } from '../classifier/model-files.ts'
import { messageOf } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import { loadChecked, type Registry } from './promote.ts'
import { championOf, findVersion, listVersions, moveChampion, type Version } from './store.ts'

/**
 * The champion's files for a start. One that cannot be loaded, for its bytes changed, its folder is gone or the
 * backbone is another, gives way to its predecessor or, if that is no better, to the shipped version: through the
 * registry, and said in the log and on the organiser's pages. Throws AppError where nothing can be loaded.
 */
export async function loadChampion(
  registry: Registry,
  pack: string,
  { log, now }: { log: Logger; now: number },
): Promise<ModelFiles> {
  const champion = await championOf(registry.db, pack)
  try {
    return await loadChecked(registry, champion)
  } catch (error) {
    const reason = messageOf(error)
    const found = await standIn(registry, champion)
    if (!found) throw error
    const { version, files } = found
    await moveChampion(registry.db, {
      pack,
      version: version.version,
      by: 'start',
      from: champion.version,
      notice: {
        kind: 'fell back',
        reason: phrase`Its files are not as they were written, or they are for another backbone; the log says which.`,
      },
      now,
    })
    log.error(
      { model: champion.version, instead: version.version, reason },
      `the model ${champion.version} cannot be loaded (${reason}); ${version.version} serves instead`,
    )
    return files
  }
}

async function standIn(
  registry: Registry,
  champion: Version,
): Promise<{ version: Version; files: ModelFiles } | null> {
  const predecessor = champion.predecessor ? await findVersion(registry.db, champion.predecessor) : null
  const shipped = (await listVersions(registry.db, champion.pack)).filter(
    ({ origin }) => origin === 'shipped',
  )
  for (const version of [...(predecessor ? [predecessor] : []), ...shipped]) {
    if (version.version === champion.version) continue
    const files = await loadChecked(registry, version).catch(() => null)
    if (files) return { version, files }
  }
  return null
}
