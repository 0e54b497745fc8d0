import type { Context } from '../../context.ts'
import { loadVersion } from '../model-folder.ts'
import type { Version } from '../store.ts'
import { type Tally, tally } from './rules.ts'
import { differences } from './store.ts'

/**
 * How often only the champion and only the version that looks on was right, so far. Throws AppError where the latter's
 * files are not whole.
 */
export async function compareVersions(
  { db, config, classifier }: Pick<Context, 'db' | 'config' | 'classifier'>,
  champion: Version,
  onlooker: Version,
): Promise<Tally> {
  const cards = [classifier.card, (await loadVersion(config.home, onlooker)).card]
  return tally(await differences(db, champion), new Set(cards.flatMap(({ claimed }) => claimed)))
}
