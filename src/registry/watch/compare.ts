import type { Context } from '../../context.ts'
import type { Version } from '../store.ts'
import { type Tally, tally } from './rules.ts'
import { differences } from './store.ts'

/**
 * How often only the champion and only the version that should look on was right, so far. Null while the workers have
 * not got that one: its files are not whole, or it is about to be taken.
 */
export async function compareVersions(
  { db, classifier: { card, shadow } }: Pick<Context, 'db' | 'classifier'>,
  champion: Version,
  onlooker: Version,
): Promise<Tally | null> {
  if (shadow?.version !== onlooker.version) return null
  return tally(await differences(db, champion), new Set([...card.claimed, ...shadow.claimed]))
}
