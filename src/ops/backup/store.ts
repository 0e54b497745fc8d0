import { type Db, tablesOf } from '../../db/open.ts'

/** What of a home its database names. */
interface Named {
  /** Of the event that runs; null before the first start. */
  pack: string | null
  /** Ids of players' photos and of examples. */
  photos: string[]
  /** Versions of the model whose files lie in the home. */
  versions: string[]
}

/** Also of a database that was not brought up to date yet: a backup is made before an update. */
export async function namedIn(db: Db): Promise<Named> {
  const tables = await tablesOf(db)
  const rowsOf = async <T>(table: string, rows: { execute(): Promise<T[]> }) =>
    tables.has(table) ? await rows.execute() : []
  const events = db.selectFrom('event').select('pack').orderBy('created_at', 'desc').limit(1)
  const photos = await rowsOf('photo', db.selectFrom('photo').select('id'))
  const examples = await rowsOf('example', db.selectFrom('example').select('id'))
  const trained = db.selectFrom('model').select('version').where('origin', '=', 'trained')
  return {
    pack: (await rowsOf('event', events))[0]?.pack ?? null,
    photos: [...photos, ...examples].map(({ id }) => id),
    versions: (await rowsOf('model', trained)).map(({ version }) => version),
  }
}
