import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordCatch } from '../../src/catching/store.ts'
import { loadBackbone } from '../../src/classifier/model-files.ts'
import { insertExample } from '../../src/dataset/example-store.ts'
import { insertFood } from '../../src/dataset/foods/store.ts'
import { type Db, openDatabase } from '../../src/db/open.ts'
import { currentEvent, ensureEvent } from '../../src/events/store.ts'
import { openHome } from '../../src/home.ts'
import { loadPack } from '../../src/packs/load.ts'
import { modelsDir, packsDir } from '../../src/paths.ts'
import { type DerivedPhoto, derivePhoto } from '../../src/photos/derive.ts'
import { openPhotoFiles, type PhotoFiles } from '../../src/photos/files.ts'
import { ensureShipped } from '../../src/registry/index.ts'
import { beginWith } from '../../src/simulate/first-model.ts'
import { type BaseSet, type Example, readBaseSet, writeBaseSet } from '../../src/training/base-set.ts'
import { type Embedder, openEmbedder } from '../../src/training/embed.ts'
import { fitHead } from '../../src/training/fit.ts'
import { placesOf } from '../../src/training/places.ts'
import { fitSettings } from '../../src/training/settings.ts'

const pack = 'malaysia'

/** A home in which an event was played, with labelled photos: what a night finds. No server runs in it. */
export interface Night {
  db: Db
  home: string
  eventId: string
  /** A dish the pack does not have. */
  addFood(id: string, name: string): Promise<void>
  /** A photo an organiser dropped. */
  addExample(file: string, label: string, kind?: 'food' | 'outlier'): Promise<string>
  /** A photo a player sent and a reviewer settled as `label`; null: not a food. Returns the id of the catch. */
  addCatch(file: string, label: string | null, how?: { player?: string; audited?: boolean }): Promise<string>
  close(): Promise<void>
}

export async function openNight(dir: string): Promise<Night> {
  const home = openHome(dir)
  const db = await openDatabase(home.database)
  const shipped = loadPack(join(packsDir, pack))
  await ensureEvent(db, { name: 'Fair', pack, timeZone: 'Asia/Kuala_Lumpur', now: Date.now() })
  await ensureShipped(db, placesOf(pack).model, Date.now())
  const { id: eventId } = await currentEvent(db)
  const files = await openPhotoFiles(home.photos)
  const backbone = await loadBackbone(join(modelsDir, 'backbone'), 'int8')
  const embedder = await openEmbedder(backbone)
  const seen = { backbone: `${backbone.id}/int8`, embedder, files }
  await somebody(db, 'reviewer')

  return {
    db,
    home: dir,
    eventId,
    async addFood(id, name) {
      const words = { names: { en: name }, category: 'staple', description: 'A dish. It is new.' } as const
      await insertFood(db, { ...words, id, eventId, addedBy: 'reviewer', now: Date.now() })
    },
    async addExample(file, label, kind = 'food') {
      const { id, derived, embedding } = await look(seen, file)
      const { fingerprint, look: hash, width, height, kept } = derived
      await insertExample(db, {
        ...{ id, eventId, label, kind, split: null, source: 'organiser', addedBy: 'reviewer' },
        ...{ fingerprint, look: hash, width, height, bytes: kept.length },
        ...{ backbone: seen.backbone, embedding, now: Date.now() },
      })
      return id
    },
    async addCatch(file, label, { player = 'Aina', audited = false } = {}) {
      const { id, derived, embedding } = await look(seen, file)
      const { fingerprint, look: hash, width, height, kept } = derived
      const catchId = Bun.randomUUIDv7()
      const stored = await recordCatch(db, shipped, {
        ...{ id: catchId, eventId, playerId: await playerOf(db, eventId, player), now: Date.now() },
        photo: { id, fingerprint, look: hash, width, height, bytes: kept.length },
        prediction: {
          ...{ model: 'm1', verdict: 'unknown', food: null, probability: 0.2, candidates: [], outlier: 0.9 },
          ...{ ms: 5, backbone: seen.backbone, embedding, audited },
        },
        outcome: { state: 'unrecognised', food: null },
      })
      if (stored !== 'stored') throw new Error(`${file}: ${stored}`)
      const decision = label === null ? 'not_food' : 'food'
      await db
        .insertInto('review')
        .values({
          ...{ catch_id: catchId, decision, food: label, reviewer: 'reviewer', batch: catchId },
          decided_at: Date.now(),
        })
        .execute()
      return catchId
    },
    async close() {
      await embedder.close()
      await db.destroy()
    },
  }
}

interface Seen {
  embedder: Embedder
  files: PhotoFiles
}

async function look(
  { embedder, files }: Seen,
  file: string,
): Promise<{ id: string; derived: DerivedPhoto; embedding: Float32Array }> {
  const derived = await derivePhoto(await readFile(file), { size: embedder.size })
  const id = Bun.randomUUIDv7()
  await files.write(id, derived)
  return { id, derived, embedding: (await embedder.embed(derived.pixels)).slice() }
}

async function somebody(db: Db, id: string): Promise<void> {
  const times = { emailVerified: 0, createdAt: 0, updatedAt: 0 }
  await db
    .insertInto('user')
    .values({ id, name: id, email: `${id}@example.org`, role: null, ...times })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

async function playerOf(db: Db, eventId: string, nickname: string): Promise<string> {
  const id = `player-${nickname}`
  await somebody(db, `user-${nickname}`)
  await db
    .insertInto('player')
    .values({ id, user_id: `user-${nickname}`, event_id: eventId, nickname, folded: nickname, created_at: 1 })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return id
}

/** The home begins with a model that was fitted on less than the nights have: there is something left to learn. */
export async function beginWithSmallModel({ db, home }: Night): Promise<void> {
  const set = await writeSmallBase(join(home, 'less'), 5)
  const files = await fitHead(set, pack, fitSettings(), () => {})
  await beginWith({ db, config: { home }, clock: Date.now }, files)
}

/** A part of the shipped base set, whole photos alone: every `step`-th, so that a fit takes a few seconds. */
export async function writeSmallBase(dir: string, step = 4): Promise<BaseSet> {
  const { baseSet } = placesOf(pack)
  let at = 0
  const wanted = ({ view }: Example) => view === 'whole' && at++ % step === 0
  const set = await readBaseSet(baseSet, wanted)
  await writeBaseSet(dir, set)
  return set
}
