import { type Kysely, sql } from 'kysely'

const statements = [
  'alter table prediction add column audited integer not null default 0 check (audited in (0, 1))',
  'alter table photo add column look text',
  'alter table photo add column look_group text',
  'alter table photo add column hidden integer not null default 0 check (hidden in (0, 1))',
  'create index photo_look_group on photo (look_group)',
  `create table look_band (
    event_id text not null references event (id) on delete cascade,
    band integer not null,
    photo_id text not null references photo (id) on delete cascade,
    primary key (event_id, band, photo_id)) strict, without rowid`,
  'create index look_band_photo on look_band (photo_id)',

  `create table feedback (
    catch_id text primary key references catch (id) on delete cascade,
    player_id text not null references player (id) on delete cascade,
    answer text not null check (answer in ('yes', 'no', 'food', 'other', 'not_food')),
    created_at integer not null, changed_at integer not null) strict`,
  // Claims of before this table were such words too.
  `insert into feedback (catch_id, player_id, answer, created_at, changed_at)
    select catch_id, player_id, iif(food is null, 'other', 'food'), created_at, created_at from claim`,

  `create table review (
    catch_id text primary key references catch (id) on delete cascade,
    decision text not null check (decision in ('food', 'other_food', 'not_food', 'unusable', 'hidden')),
    food text,
    reviewer text references "user" (id) on delete set null,
    batch text not null,
    decided_at integer not null,
    check ((decision = 'food') = (food is not null))) strict`,
  'create index review_batch on review (batch)',
  `create table lease (
    catch_id text primary key references catch (id) on delete cascade,
    user_id text not null references "user" (id) on delete cascade,
    until integer not null,
    skipped integer not null default 0 check (skipped in (0, 1))) strict`,
  `create table notice (
    id text primary key,
    player_id text not null references player (id) on delete cascade,
    catch_id text not null references catch (id) on delete cascade,
    kind text not null check (kind in ('approved', 'named', 'renamed', 'stays', 'refused', 'unclear', 'hidden')),
    food text, created_at integer not null, seen_at integer) strict`,
  'create index notice_unseen on notice (player_id) where seen_at is null',
  'create index notice_catch on notice (catch_id)',
  // A log outlives what it tells of, so neither actor nor subject is a key; both are ids alone, no names.
  `create table audit_log (
    id text primary key,
    event_id text not null references event (id) on delete cascade,
    at integer not null, actor text not null, action text not null,
    subject text not null, batch text not null, details text not null) strict`,
  'create index audit_log_subject on audit_log (subject, at)',
  'create index audit_log_actor on audit_log (actor, at)',
]

/** What people say of an answer, what reviewers decide, and who looks like whom among the photos. */
export const review = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
