import { type Kysely, sql } from 'kysely'

/** Ids alone, and not whose: photos that a zip saved before must not bring back. */
export const erasedPhotos = {
  async up(db: Kysely<unknown>) {
    await sql.raw('create table erased_photo (photo_id text primary key) strict, without rowid').execute(db)
  },
}
