import { setImmediate } from 'node:timers/promises'
import { type Bank, nearestRows, noFood, project } from '../../classifier/bank.ts'
import { dot } from '../../dataset/embedding.ts'
import type { Db } from '../../db/open.ts'
import { embeddingsOf, foodsOf, knownSince } from './known-store.ts'

/** A photo whose label is known, and how alike it is to another. */
interface KnownPhoto {
  /** Null for a photo of the base set, of which only the label is kept. */
  photoId: string | null
  /** Null where it is none of the album. */
  food: string | null
  cosine: number
}

/** The pack's training photos, and the foods that their labels count into. */
interface BaseBank {
  bank: Bank
  foods: readonly string[]
}

/** Finds the known photos that look most like another: settled here, added here, or in the pack's base set. */
export interface KnownPhotos {
  /** Five at most, the most alike first. */
  nearest(eventId: string, photoId: string): Promise<KnownPhoto[]>
  /** Erased photos: nothing of them stays in memory. */
  forget(photoIds: readonly string[]): void
}

const shown = 5
/** Projected at a time, some 3 ms, before whoever waits for another page has a turn. */
const batch = 24

/**
 * All are compared in the bank's components, so that their cosines can be. A local photo's 64 numbers are made once and
 * stay in memory, 300 bytes a photo; what it shows is asked anew each time, for it may have been reopened since.
 * Without a bank there is no base set to compare with, and local photos keep all their numbers.
 */
export function openKnownPhotos(db: Db, backbone: string, base: BaseBank | null): KnownPhotos {
  const places = new Map<string, Float32Array>()
  const place = (embedding: Float32Array) => (base ? project(base.bank, embedding) : embedding)
  let since = 0

  /** Places what became known since it was last asked. */
  async function keepUp(eventId: string): Promise<void> {
    const known = await knownSince(db, eventId, since)
    const missing = known.filter(({ id }) => !places.has(id))
    for (let start = 0; start < missing.length; start += batch) {
      const ids = missing.slice(start, start + batch).map(({ id }) => id)
      for (const [id, embedding] of await embeddingsOf(db, ids, backbone)) places.set(id, place(embedding))
      await setImmediate()
    }
    since = known.reduce((latest, { at }) => Math.max(latest, at), since)
  }

  async function nearestHere(eventId: string, photoId: string, point: Float32Array): Promise<KnownPhoto[]> {
    for (;;) {
      const found = largest(places, point, photoId)
      const foods = await foodsOf(
        db,
        eventId,
        found.map(each => each.photoId),
      )
      const gone = found.filter(each => !foods.has(each.photoId))
      if (gone.length === 0) return found.map(each => ({ ...each, food: foods.get(each.photoId) ?? null }))
      for (const each of gone) places.delete(each.photoId)
    }
  }

  return {
    async nearest(eventId, photoId) {
      const embedding = (await embeddingsOf(db, [photoId], backbone)).get(photoId)
      if (!embedding) return []
      await keepUp(eventId)
      const point = place(embedding)
      const here = await nearestHere(eventId, photoId, point)
      return [...here, ...(base ? nearestInBase(base, point) : [])]
        .toSorted((a, b) => b.cosine - a.cosine)
        .slice(0, shown)
    },
    forget(photoIds) {
      for (const id of photoIds) places.delete(id)
    },
  }
}

const nearestInBase = ({ bank, foods }: BaseBank, point: Float32Array): KnownPhoto[] =>
  nearestRows(bank, point, shown).map(({ label, cosine }) => ({
    photoId: null,
    food: label === noFood ? null : (foods[label] ?? null),
    cosine,
  }))

function largest(places: ReadonlyMap<string, Float32Array>, point: Float32Array, but: string) {
  const all: { photoId: string; cosine: number }[] = []
  for (const [photoId, other] of places) {
    if (photoId !== but) all.push({ photoId, cosine: dot(point, other) })
  }
  return all.toSorted((a, b) => b.cosine - a.cosine).slice(0, shown)
}
