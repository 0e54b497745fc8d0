import { type Kysely, sql } from 'kysely'

/** Labels in doubt that teach on all the same: their food would have too few photos without them. */
export const teachingDoubts = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw('alter table doubt add column teaches integer not null default 0 check (teaches in (0, 1))')
      .execute(db)
  },
}
