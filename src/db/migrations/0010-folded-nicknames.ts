import { type Kysely, sql } from 'kysely'
import { folded } from '../folded.ts'

/** Nicknames as they are compared. Not unique, for those who are called alike already go on so. */
export const foldedNicknames = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`alter table player add column folded text not null default ''`).execute(db)
    const { rows } = await sql<{ id: string; nickname: string }>`select id, nickname from player`.execute(db)
    for (const { id, nickname } of rows)
      await sql`update player set folded = ${folded(nickname)} where id = ${id}`.execute(db)
    await sql.raw('create index player_folded on player (event_id, folded)').execute(db)
  },
}
