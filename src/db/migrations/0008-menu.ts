import { type Kysely, sql } from 'kysely'

/** A photo that only the menu kept from being recognised keeps the food it looked like. */
export const menu = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table prediction add column off_menu text').execute(db)
  },
}
