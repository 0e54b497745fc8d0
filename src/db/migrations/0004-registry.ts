import { type Kysely, sql } from 'kysely'

const statements = [
  `create table job (
    id text primary key,
    name text not null,
    state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
    step text, done integer not null default 0, total integer not null default 0,
    pid integer,
    requested_by text not null,
    outcome text,
    created_at integer not null, step_started_at integer not null, ended_at integer) strict`,
  // A second one of the same name cannot start while one runs, whoever tries.
  "create unique index job_running on job (name) where state = 'running'",
  'create index job_created on job (name, created_at)',

  `create table model (
    version text primary key,
    pack text not null,
    status text not null check (status in ('candidate', 'champion', 'retired', 'rejected')),
    origin text not null check (origin in ('shipped', 'trained')),
    card_sha256 text not null,
    compared_with text,
    job_id text references job (id) on delete set null,
    report text,
    created_at integer not null,
    promoted_at integer, promoted_by text, retired_at integer) strict`,
  "create unique index model_champion on model (pack) where status = 'champion'",
  // What a version learned from. No keys: that it was learned from outlives the photo, so that it can be named.
  `create table model_example (
    version text not null references model (version) on delete cascade,
    origin text not null check (origin in ('catch', 'example')),
    example_id text not null,
    label text not null, split text not null, look_group text not null,
    primary key (version, origin, example_id)) strict, without rowid`,
  'create index model_example_of on model_example (origin, example_id)',
  `create table shadow (
    photo_id text primary key references photo (id) on delete cascade,
    model text not null, verdict text not null, food text) strict`,
  // Ids of the foods served today, as JSON; null: all of them.
  'alter table event add column menu text',
]

/** Training jobs, the versions they made, and which of them serves. */
export const registry = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
