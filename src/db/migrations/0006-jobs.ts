import { type Kysely, sql } from 'kysely'

const statements = [
  // Which process works at a job: it may write as long as this stands. Whoever takes the job over writes another.
  'alter table job add column owner text',
  // When that process was born, as the system tells it, so that another of the same number is not taken for it.
  'alter table job add column born text',
  'alter table job add column beat integer not null default 0',
  // How often it was taken over at this step.
  'alter table job add column tries integer not null default 0',
  // What was asked for otherwise than usual, as JSON; null: nothing.
  'alter table job add column settings text',
  // Embeddings of random crops for training, by the backbone that made `embedding`: uint8 roots [3, 1280].
  'alter table prediction add column crops blob',
  'alter table example add column crops blob',
  // Labels that are likely wrong: left out of training until somebody has said that they are right.
  `create table doubt (
    catch_id text unique references catch (id) on delete cascade,
    example_id text unique references example (id) on delete cascade,
    label text not null,
    looks_like text not null,
    share real not null,
    found_at integer not null,
    confirmed_by text references "user" (id) on delete set null,
    confirmed_at integer,
    check ((catch_id is null) <> (example_id is null))) strict`,
]

/** How a job outlives its process, crops for training, and labels that are in doubt. */
export const jobs = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
