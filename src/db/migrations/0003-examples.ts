import { type Kysely, sql } from 'kysely'

const statements = [
  `create table added_food (
    id text not null,
    event_id text not null references event (id) on delete cascade,
    names text not null, category text not null, description text not null,
    added_by text references "user" (id) on delete set null,
    created_at integer not null,
    primary key (event_id, id)) strict, without rowid`,
  // Labelled photos that no player sent: dropped by an organiser, or imported. The id names the photo's files.
  `create table example (
    id text primary key,
    event_id text not null references event (id) on delete cascade,
    label text not null,
    kind text not null check (kind in ('food', 'outlier')),
    split text check (split in ('train', 'calibration', 'test')),
    source text not null,
    fingerprint text not null,
    width integer not null, height integer not null, bytes integer not null,
    look text, look_group text not null,
    backbone text not null, embedding blob not null,
    added_by text references "user" (id) on delete set null,
    created_at integer not null,
    unique (event_id, fingerprint)) strict`,
  'create index example_label on example (event_id, label)',
  'create index example_look_group on example (look_group)',
  // As look_band does for photos.
  `create table example_band (
    event_id text not null references event (id) on delete cascade,
    band integer not null,
    example_id text not null references example (id) on delete cascade,
    primary key (event_id, band, example_id)) strict, without rowid`,
  'create index example_band_example on example_band (example_id)',
]

/** Foods an organiser adds, and labelled photos that come from elsewhere than the game. */
export const examples = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
