import { type Kysely, sql } from 'kysely'

const statements = [
  // Ids alone. `erased_by` is an organiser's id; null: the player themself.
  `create table erasure (
    player_id text primary key,
    erased_by text,
    at integer not null) strict`,
  // Ids of the badges that went with a decision, as JSON; null: none.
  'alter table notice add column lost_badges text',
]

/** Whom an organiser, or they themselves, erased; and what a notice says of badges. */
export const erasures = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
