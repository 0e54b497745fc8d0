import type { Transaction } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import { type ClaimWords, mayChange, type PlayerAnswer } from './rules.ts'

/** What the player said a photo really shows; null where they said nothing. */
export async function claimOf(db: Db, catchId: string): Promise<ClaimWords | null> {
  const row = await db
    .selectFrom('claim')
    .select(['food', 'note'])
    .where('catch_id', '=', catchId)
    .executeTakeFirst()
  return row ?? null
}

/** How the player answered an answer, and when first; null where they did not. */
export async function feedbackOf(
  db: Db,
  catchId: string,
): Promise<{ answer: PlayerAnswer; firstSaid: number } | null> {
  const row = await db
    .selectFrom('feedback')
    .select(['answer', 'created_at as firstSaid'])
    .where('catch_id', '=', catchId)
    .executeTakeFirst()
  return row ? { answer: row.answer as PlayerAnswer, firstSaid: row.firstSaid } : null
}

/** A word that waits for a reviewer: a food, a name in own words, or neither. */
export interface WaitingWord {
  answer: 'food' | 'other' | 'not_food'
  food: string | null
  note: string | null
}

/** What the player said these photos really show, where they said more than yes or no. */
export async function wordsOn(db: Db, catchIds: readonly string[]): Promise<Map<string, WaitingWord>> {
  const rows = await db
    .selectFrom('feedback')
    .leftJoin('claim', 'claim.catch_id', 'feedback.catch_id')
    .select(['feedback.catch_id as catchId', 'feedback.answer', 'claim.food', 'claim.note'])
    .where('feedback.catch_id', 'in', catchIds)
    .where('feedback.answer', 'in', ['food', 'other', 'not_food'])
    .execute()
  return new Map(
    rows.map(({ catchId, answer, ...row }) => [catchId, { ...row, answer: answer as WaitingWord['answer'] }]),
  )
}

/** Why a word was not stored: a reviewer has settled the photo, or the time to change it is over. */
type Said = 'stored' | 'settled' | 'too late'

interface Word {
  catchId: string
  playerId: string
  now: number
}

/**
 * Stores a claim, or changes it while it waits. `markClaimed` belongs to the same transaction.
 */
export async function saveClaim(
  db: Db,
  claim: ClaimWords & Word,
  markClaimed: (tx: Transaction<Database>, catchId: string) => Promise<void>,
): Promise<Said> {
  return await db.transaction().execute(async tx => {
    const said = await say(tx, claim, claim.food === null ? 'other' : 'food')
    if (said !== 'stored') return said
    await tx
      .insertInto('claim')
      .values({
        catch_id: claim.catchId,
        player_id: claim.playerId,
        food: claim.food,
        note: claim.note,
        created_at: claim.now,
      })
      .onConflict(conflict =>
        // The time stays: changing a claim does not send it to the end of the queue.
        conflict.column('catch_id').doUpdateSet({ food: claim.food, note: claim.note }),
      )
      .execute()
    await markClaimed(tx, claim.catchId)
    return 'stored'
  })
}

/** Stores an answer without words in the place of whatever was said before; a claim goes with it. */
export async function saveFeedback(
  db: Db,
  word: Word & { answer: PlayerAnswer },
  unmarkClaimed: (tx: Transaction<Database>, catchId: string) => Promise<void>,
): Promise<Said> {
  return await db.transaction().execute(async tx => {
    const said = await say(tx, word, word.answer)
    if (said !== 'stored') return said
    const claim = await tx.deleteFrom('claim').where('catch_id', '=', word.catchId).executeTakeFirst()
    if (claim.numDeletedRows > 0n) await unmarkClaimed(tx, word.catchId)
    return 'stored'
  })
}

async function say(tx: Transaction<Database>, word: Word, answer: PlayerAnswer): Promise<Said> {
  const settled = await tx
    .selectFrom('review')
    .select('catch_id')
    .where('catch_id', '=', word.catchId)
    .executeTakeFirst()
  if (settled) return 'settled'
  const before = await feedbackOf(tx, word.catchId)
  if (before && !mayChange(before.firstSaid, word.now)) return 'too late'
  await tx
    .insertInto('feedback')
    .values({
      catch_id: word.catchId,
      player_id: word.playerId,
      answer,
      created_at: word.now,
      changed_at: word.now,
    })
    .onConflict(conflict => conflict.column('catch_id').doUpdateSet({ answer, changed_at: word.now }))
    .execute()
  return 'stored'
}

/** What one player said, and what they have to be told, becomes another's. Part of moving the photos it is about. */
export async function moveWords(tx: Transaction<Database>, from: string, to: string): Promise<void> {
  for (const table of ['claim', 'feedback', 'notice'] as const)
    await tx.updateTable(table).set({ player_id: to }).where('player_id', '=', from).execute()
}
