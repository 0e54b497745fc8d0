import { type Kysely, sql } from 'kysely'

const statements = [
  // The review queue reads the newest photos first, and stops when it has enough.
  'create index catch_sent on catch (created_at)',
  'create index review_decided on review (decided_at, catch_id)',
  'create index review_reviewer on review (reviewer, decided_at)',
  'create index prediction_model on prediction (model)',
  // Without these, whoever deletes a player or a catch reads every row that could hang on it.
  'create index player_user on player (user_id)',
  'create index photo_player on photo (player_id)',
  'create index claim_player on claim (player_id)',
  'create index feedback_player on feedback (player_id)',
  'create index notice_player on notice (player_id)',
  'create index badge_catch on badge (catch_id)',
]

/** What a year of a large school needs, so that no page reads all of it to show the newest. */
export const indexes = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
