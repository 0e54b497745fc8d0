import { type Kysely, sql } from 'kysely'

const statements = [
  // Which version it took over from, the last time it was promoted.
  'alter table model add column predecessor text',
  // What organisers are told until one of them has read it; `reason` is a sentence for them.
  `create table model_notice (
    id text primary key,
    pack text not null,
    kind text not null check (kind in ('fell back', 'rolled back')),
    version text not null,
    instead text not null,
    reason text not null,
    created_at integer not null, dismissed_at integer) strict`,
  'create index model_notice_open on model_notice (pack) where dismissed_at is null',
]

/** Who served before whom, and what organisers are told when the program itself changed the champion. */
export const champions = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
