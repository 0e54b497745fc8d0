import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewCatch } from '../src/catching/store.ts'
import { type Db, openDatabase } from '../src/db/open.ts'

export const eventId = 'event-1'

export interface TinyEvent {
  db: Db
  home: string
  /** Puts somebody into the event; their id is `player-<nickname>`. */
  join(nickname: string, event?: string): Promise<string>
  /** Lets somebody who has joined check photos. */
  reviews(nickname: string): Promise<void>
  close(): Promise<void>
}

/** A real database file in a folder of its own, holding an event and nobody in it. */
export async function tinyEvent(): Promise<TinyEvent> {
  const home = await mkdtemp(join(tmpdir(), 'tangkap-'))
  const db = await openDatabase(join(home, 'tangkap.db'))
  const addEvent = (id: string) =>
    db
      .insertInto('event')
      .values({
        id,
        name: id,
        pack: 'tiny',
        join_code: id.toUpperCase().replace(/\W/g, ''),
        time_zone: 'Asia/Kuala_Lumpur',
        created_at: 1,
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  await addEvent(eventId)
  return {
    db,
    home,
    async join(nickname, event = eventId) {
      await addEvent(event)
      const user = { id: `user-${nickname}`, name: nickname, email: `${nickname}@example.org`, role: null }
      const times = { emailVerified: 0, createdAt: 0, updatedAt: 0 }
      await db
        .insertInto('user')
        .values({ ...user, ...times })
        .execute()
      const player = {
        id: `player-${nickname}`,
        user_id: user.id,
        event_id: event,
        nickname,
        folded: nickname,
        created_at: 1,
      }
      await db.insertInto('player').values(player).execute()
      return player.id
    },
    async reviews(nickname) {
      await db.updateTable('user').set({ role: 'reviewer' }).where('id', '=', `user-${nickname}`).execute()
    },
    async close() {
      await db.destroy()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** A recognised satay, except for what is said otherwise. */
export function newCatch(
  playerId: string,
  change: Partial<Omit<NewCatch, 'prediction'>> & { prediction?: Partial<NewCatch['prediction']> } = {},
): NewCatch {
  const photoId = Bun.randomUUIDv7()
  return {
    id: Bun.randomUUIDv7(),
    eventId,
    playerId,
    photo: { id: photoId, fingerprint: photoId, look: null, width: 1024, height: 768, bytes: 100 },
    outcome: { state: 'caught', food: 'satay' },
    now: 1000,
    ...change,
    prediction: {
      model: 'm1',
      verdict: 'recognised',
      food: 'satay',
      probability: 0.9,
      candidates: [{ food: 'satay', probability: 0.9, offered: false }],
      outlier: 0.1,
      ms: 6,
      backbone: 'b1',
      embedding: Float32Array.from({ length: 1280 }, (_, i) => i),
      audited: false,
      ...change.prediction,
    },
  }
}
