import { type Kysely, sql } from 'kysely'

/** Accounts and sessions have the columns better-auth 1.7 asks for; the rest is ours. */
const statements = [
  `create table "user" (
    id text primary key, name text not null, email text not null unique, "emailVerified" integer not null,
    image text, "createdAt" date not null, "updatedAt" date not null, "isAnonymous" integer, role text)`,
  `create table session (
    id text primary key, "expiresAt" date not null, token text not null unique, "createdAt" date not null,
    "updatedAt" date not null, "ipAddress" text, "userAgent" text,
    "userId" text not null references "user" (id) on delete cascade)`,
  'create index session_user on session ("userId")',
  `create table account (
    id text primary key, "accountId" text not null, "providerId" text not null,
    "userId" text not null references "user" (id) on delete cascade,
    "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date,
    "refreshTokenExpiresAt" date, scope text, password text, "createdAt" date not null, "updatedAt" date not null)`,
  'create index account_user on account ("userId")',
  `create table verification (
    id text primary key, identifier text not null, value text not null, "expiresAt" date not null,
    "createdAt" date not null, "updatedAt" date not null)`,
  'create index verification_identifier on verification (identifier)',

  'create table setting (name text primary key, value text not null) strict',
  `create table event (
    id text primary key, name text not null, pack text not null, join_code text not null unique,
    time_zone text not null, created_at integer not null) strict`,
  `create table player (
    id text primary key,
    user_id text not null references "user" (id) on delete cascade,
    event_id text not null references event (id) on delete cascade,
    nickname text not null collate nocase,
    created_at integer not null,
    unique (event_id, user_id), unique (event_id, nickname)) strict`,
  `create table photo (
    id text primary key,
    event_id text not null references event (id) on delete cascade,
    player_id text not null references player (id) on delete cascade,
    fingerprint text not null,
    width integer not null, height integer not null, bytes integer not null,
    created_at integer not null,
    unique (event_id, fingerprint)) strict`,
  `create table prediction (
    photo_id text primary key references photo (id) on delete cascade,
    model text not null, verdict text not null check (verdict in ('recognised', 'unsure', 'unknown')),
    food text, probability real not null, candidates text not null, outlier real not null,
    milliseconds real not null, backbone text not null, embedding blob not null,
    created_at integer not null) strict`,
  `create table catch (
    id text primary key,
    event_id text not null references event (id) on delete cascade,
    player_id text not null references player (id) on delete cascade,
    photo_id text not null unique references photo (id) on delete cascade,
    state text not null check (state in ('caught', 'choosing', 'unrecognised', 'claimed')),
    food text, created_at integer not null, caught_at integer,
    check ((state = 'caught') = (food is not null)),
    check ((state = 'caught') = (caught_at is not null))) strict`,
  'create index catch_player on catch (player_id, created_at)',
  // The leaderboard reads nothing but this index.
  `create index catch_food on catch (event_id, player_id, food, caught_at) where food is not null`,
  `create table claim (
    catch_id text primary key references catch (id) on delete cascade,
    player_id text not null references player (id) on delete cascade,
    food text, note text,
    state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused')),
    created_at integer not null,
    check (food is not null or note is not null)) strict`,
  `create table badge (
    player_id text not null references player (id) on delete cascade,
    badge text not null,
    catch_id text not null references catch (id) on delete cascade,
    earned_at integer not null,
    primary key (player_id, badge)) strict, without rowid`,
]

export const start = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
