import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { Visit } from '../../web/visit.ts'
import { findVersion, type Version } from '../store.ts'

/** The version in the address, of the pack that is played. Throws AppError 404 where there is none. */
export async function loadNamedVersion({ db, pack }: Context, { params }: Visit): Promise<Version> {
  const version = await findVersion(db, params.version ?? '')
  if (version?.pack !== pack.id) throw notFound(phrase`model`)
  return version
}
