// An event at the level of embeddings: players and reviewers through the program's own stores, on a database file.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { markClaimed, unmarkClaimed } from '../../../src/catching/index.ts'
import { isAudited, keepCandidates, outcomeOf } from '../../../src/catching/rules.ts'
import { type NewCatch, recordCatch, settleChoice } from '../../../src/catching/store.ts'
import { type Head, openHead } from '../../../src/classifier/head.ts'
import { readConfig } from '../../../src/config.ts'
import { keepCrops } from '../../../src/dataset/index.ts'
import { type Db, openDatabase } from '../../../src/db/open.ts'
import { currentEvent, ensureEvent } from '../../../src/events/store.ts'
import { type Decision, readDecision } from '../../../src/feedback/review/decisions.ts'
import { takeNext } from '../../../src/feedback/review/queue-store.ts'
import { readFilter } from '../../../src/feedback/review/rules.ts'
import { settle } from '../../../src/feedback/review/settle-store.ts'
import { plainAnswers } from '../../../src/feedback/rules.ts'
import { saveClaim, saveFeedback } from '../../../src/feedback/store.ts'
import type { JobContext } from '../../../src/jobs/job.ts'
import { loadPack, type Pack } from '../../../src/packs/load.ts'
import { packsDir } from '../../../src/paths.ts'
import { addCandidate, promote, writeVersion } from '../../../src/registry/index.ts'
import type { Screen, Tap, Truth } from '../../../src/simulate/people.ts'
import { embeddingOf } from '../../../src/training/base-set.ts'
import type { Random } from '../../../src/training/random.ts'
import { toRoots } from '../../../src/training/roots.ts'
import { stack } from '../../../src/training/stack.ts'
import { type Kitchen, type Plate, pack as packId } from './kitchen.ts'

/** What is sent: a plate of the kitchen, or something made of one. */
export interface Photo {
  readonly plate: Plate
  /** Unit length; not the plate's own for a near-copy. */
  readonly embedding: Float32Array
  /** Difference hash in hex. */
  readonly look: string
  /** False: as luck would have it, not for the audit sample. */
  readonly drawn?: false
}

/** A photo nobody has settled, as the reviewer sees it. */
export interface Item {
  readonly truth: Truth
  /** What its player says it is, or else what the camera said. */
  readonly said: Truth | null
  /** The likeliest food, refused or not. */
  readonly likeliest: string
}

export interface Event {
  readonly context: JobContext
  readonly pack: Pack
  readonly head: Head
  /** Sends one photo; `taps` is what the player does with the answer. */
  send(player: number, photo: Photo, taps: (screen: Screen, truth: Truth) => Tap[]): Promise<void>
  /** Settles what the queue hands out, look-alikes too where all show the same. Returns how many photos that were. */
  review(decisions: number, decide: (item: Item) => Truth): Promise<number>
  close(): Promise<void>
}

const reviewer = 'reviewer'

export async function openEvent(kitchen: Kitchen, random: Random): Promise<Event> {
  const home = await mkdtemp(join(tmpdir(), 'tangkap-attacks-'))
  const db = await openDatabase(join(home, 'tangkap.db'))
  await mkdir(join(home, 'photos'), { recursive: true })
  await ensureEvent(db, { name: 'Attacked', pack: packId, timeZone: 'UTC', now: 1 })
  const eventId = (await currentEvent(db)).id
  const pack = loadPack(join(packsDir, packId))
  const config = readConfig({ TANGKAP_HOME: home, TANGKAP_PACK: packId })
  const { card } = kitchen.champion
  const cardSha256 = await writeVersion(home, kitchen.champion, [])
  const none = { comparedWith: null, jobId: null, report: null, examples: [] }
  await addCandidate(db, {
    version: card.version,
    pack: packId,
    cardSha256,
    status: 'candidate',
    ...none,
    now: 1,
  })
  await promote({ db, home, backboneId: card.backbone.id }, card.version, { by: 'shipped', now: 1 })
  const head = await openHead(kitchen.champion)
  await addUser(db, reviewer, 'reviewer')

  // Ids decide which photos judge: theirs come from the seed, so that a run can be made again.
  const salt = Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0')
  let ids = 0
  const nextId = () => `${salt}-0000-7000-8000-${(++ids).toString(16).padStart(12, '0')}`
  // Time goes on by a second an act, and nobody waits for it.
  let now = 1_000_000
  const clock = () => (now += 1000)
  const joined = new Set<number>()
  const items = new Map<string, Item>()
  const truthOf = ({ label, kind }: Plate): Truth => {
    if (kind === 'food') return `food:${label}`
    return label === 'other_food' || label === 'other_drink' ? 'other_food' : 'not_food'
  }

  async function send(player: number, photo: Photo, taps: Parameters<Event['send']>[2]): Promise<void> {
    const playerId = `player-${player}`
    if (!joined.has(player)) await addPlayer(db, eventId, playerId)
    joined.add(player)
    const result = await head.judge(photo.embedding.slice())
    const mayCount = (food: string) => pack.food(food) !== undefined && card.claimed.includes(food)
    const entry: NewCatch = {
      ...{ id: nextId(), eventId, playerId, outcome: outcomeOf(result, mayCount), now: clock() },
      photo: {
        ...{ id: nextId(), fingerprint: nextId(), look: photo.look },
        ...{ width: 1024, height: 768, bytes: 1 },
      },
      prediction: {
        ...{ ...result, model: card.version, candidates: keepCandidates(result, mayCount) },
        ...{ ms: 1, backbone: `${card.backbone.id}/int8`, embedding: photo.embedding },
        audited: isAudited(photo.drawn === false ? 1 : random()),
      },
    }
    await recordCatch(db, pack, entry)
    const { shipped } = kitchen
    const { dimensions } = shipped
    const crops = toRoots(
      stack(
        photo.plate.crops.map(row => embeddingOf(shipped, row)),
        dimensions,
      ),
      dimensions,
    )
    await keepCrops(db, [{ origin: 'catch', photoId: entry.photo.id, crops }])
    const truth = truthOf(photo.plate)
    const screen: Screen =
      entry.outcome.state === 'choosing'
        ? { state: 'choosing', offer: [...result.offer] }
        : entry.outcome.state === 'caught'
          ? { state: 'caught', food: entry.outcome.food }
          : { state: 'unrecognised' }
    let said: Truth | null = screen.state === 'caught' ? `food:${screen.food}` : null
    for (const tap of taps(screen, truth)) said = (await act(entry, tap)) ?? said
    items.set(entry.id, { truth, said, likeliest: result.candidates[0]?.food ?? '' })
  }

  /** Returns what the player says by it. */
  async function act(entry: NewCatch, { path, fields }: Tap): Promise<Truth | null> {
    const word = { catchId: entry.id, playerId: entry.playerId, now: clock() }
    const food = fields.food || null
    switch (path) {
      case 'choose':
        if (food) await settleChoice(db, pack, { ...word, food })
        return food && `food:${food}`
      case 'claim':
        await saveClaim(db, { ...word, food, note: fields.note ?? null }, markClaimed)
        return food ? `food:${food}` : 'other_food'
      case 'feedback': {
        const answer = plainAnswers.find(known => known === fields.answer)
        if (answer) await saveFeedback(db, { ...word, answer }, unmarkClaimed)
        return answer === 'not_food' ? answer : null
      }
    }
  }

  async function review(decisions: number, decide: (item: Item) => Truth): Promise<number> {
    let settled = 0
    const filter = readFilter(new URLSearchParams())
    for (let i = 0; i < decisions; i++) {
      const taken = await takeNext(db, { eventId, userId: reviewer, filter, now: clock() })
      const item = taken && items.get(taken.item.id)
      if (!item) break
      const decision: Decision | null = readDecision(decide(item), food => pack.food(food) !== undefined)
      if (!decision) throw new Error(`${decide(item)} is no decision`)
      const also = taken.lookAlikes.map(({ id }) => id).filter(id => items.get(id)?.truth === item.truth)
      settled +=
        (await settle(db, pack, {
          ...{ eventId, reviewer, catchId: taken.item.id, also, decision },
          ...{ batch: nextId(), now: clock() },
        })) ?? 0
    }
    return settled
  }

  return {
    context: { db, config, clock },
    ...{ pack, head, send, review },
    async close() {
      await head.close()
      await db.destroy()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function addUser(db: Db, id: string, role: 'reviewer' | null = null): Promise<void> {
  const user = {
    id,
    name: id,
    email: `${id}@example.org`,
    role,
    emailVerified: 0,
    createdAt: 0,
    updatedAt: 0,
  }
  await db.insertInto('user').values(user).execute()
}

async function addPlayer(db: Db, eventId: string, id: string): Promise<void> {
  await addUser(db, id)
  const player = { id, user_id: id, event_id: eventId, nickname: id, folded: id, created_at: 1 }
  await db.insertInto('player').values(player).execute()
}
