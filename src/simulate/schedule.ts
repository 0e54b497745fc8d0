import type { LabelledPhoto } from '../training/photo-index.ts'
import { type Random, seededRandom, seedFor } from '../training/random.ts'
import type { Pools } from './pools.ts'

/** Who plays and how much happens in a night. */
export interface Crowd {
  readonly players: number
  /** Share of the players who are hostile. */
  readonly trolls: number
  /** Photos of all honest players together. */
  readonly photos: number
  /** Photos of each troll. */
  readonly trollPhotos: number
  /** Of honest photos: what is no food of the album. */
  readonly strange: number
  /** A food that is new here is photographed so many times as often as one that is not. */
  readonly curiosity: number
  /** Decisions of both reviewers together. */
  readonly decisions: number
  /** Share of decisions that are wrong, at random. */
  readonly wrongDecisions: number
  /** Photos the organiser drops of a dish they add. */
  readonly dropped: number
}

export const crowd: Crowd = {
  players: 30,
  trolls: 0.2,
  photos: 60,
  trollPhotos: 3,
  strange: 0.2,
  curiosity: 3,
  decisions: 40,
  wrongDecisions: 0.1,
  dropped: 12,
}

export interface Sent {
  /** Number of the player; the first ones are the trolls. */
  readonly player: number
  readonly photo: LabelledPhoto
}

export interface Night {
  /** From 1. */
  readonly night: number
  /** The dish the organiser adds in the afternoon, and the photos they drop. */
  readonly added: { readonly food: string; readonly photos: readonly LabelledPhoto[] } | null
  /** Foods of the pack, unknown to the first model, of which there is a stall from tonight on. */
  readonly opened: readonly string[]
  /** Photos come out dark and blurred. */
  readonly badLight: boolean
  readonly sent: readonly Sent[]
}

export const trollsOf = ({ players, trolls }: Crowd): number => Math.round(players * trolls)

/** The whole event: the same for the same pools, crowd and seed. Every photo is sent once at most. */
export function schedule(pools: Pools, nights: number, seed: number, people: Crowd = crowd): Night[] {
  const left = new Map([...pools.players].map(([label, photos]) => [label, [...photos]]))
  const arrivals = arrivalsOf(pools, nights)
  const dark = Math.max(1, Math.ceil(nights * 0.6))
  const served: string[] = []
  return Array.from({ length: nights }, (_, i): Night => {
    const night = i + 1
    const random = seededRandom(seedFor(`night ${night}`, seed))
    const dish = arrivals.added.get(night) ?? null
    const opened = arrivals.opened.get(night) ?? []
    served.push(...opened, ...(dish === null ? [] : [dish]))
    const added = dish === null ? null : { food: dish, photos: take(left, dish, people.dropped) }
    const sent = evening(pools, served, left, people, random)
    return { night, added, opened, badLight: night === dark, sent }
  })
}

/** Stalls of missing foods open in the first half, dishes are added over three quarters; a short event has few. */
function arrivalsOf({ missing, added }: Pools, nights: number) {
  const dishes = added.slice(0, Math.max(1, Math.floor(nights / 5)))
  const at = (i: number, of: number, share: number) => 1 + Math.floor((i * nights * share) / of)
  return {
    added: new Map(dishes.map((food, i) => [at(i + 0.5, dishes.length, 0.75), food])),
    opened: Map.groupBy(missing, food => at(missing.indexOf(food), missing.length, 0.5)),
  }
}

function evening(
  { known, strangers, players, missing, added }: Pools,
  served: readonly string[],
  left: Map<string, LabelledPhoto[]>,
  people: Crowd,
  random: Random,
): Sent[] {
  const trolls = trollsOf(people)
  const outliers = [...players.keys()].filter(
    label => ![...known, ...missing, ...added, ...strangers].includes(label),
  )
  const count = (label: string) => left.get(label)?.length ?? 0
  const one = (labels: readonly string[], weight: (label: string) => number) => {
    const label = weighted(
      labels.filter(label => count(label) > 0),
      weight,
      random,
    )
    return label === null ? [] : take(left, label, 1)
  }
  const food = () => one([...known, ...served], label => (served.includes(label) ? people.curiosity : 1))
  const nothing = () => (random() < 0.5 ? one(strangers, () => 1) : one(outliers, count))

  const honest = Array.from({ length: people.photos }, () => {
    const player = trolls + Math.floor(random() * (people.players - trolls))
    return (random() < people.strange ? nothing() : food()).map((photo): Sent => ({ player, photo }))
  })
  const hostile = Array.from({ length: trolls * people.trollPhotos }, (_, i) =>
    (random() < 0.5 ? nothing() : food()).map((photo): Sent => ({ player: i % trolls, photo })),
  )
  // Trolls do not wait until everybody else has gone home.
  return interleaved(honest.flat(), hostile.flat(), random)
}

function take(left: Map<string, LabelledPhoto[]>, label: string, count: number): LabelledPhoto[] {
  return left.get(label)?.splice(0, count) ?? []
}

function weighted<T>(items: readonly T[], weight: (item: T) => number, random: Random): T | null {
  const total = items.reduce((sum, item) => sum + weight(item), 0)
  let rest = random() * total
  for (const item of items) {
    rest -= weight(item)
    if (rest < 0) return item
  }
  return items.at(-1) ?? null
}

/** Both in their order, mixed. */
function interleaved<T>(a: readonly T[], b: readonly T[], random: Random): T[] {
  const [first, second] = [[...a], [...b]]
  const mixed: T[] = []
  while (first.length + second.length > 0) {
    const from = random() * (first.length + second.length) < first.length ? first : second
    mixed.push(...from.splice(0, 1))
  }
  return mixed
}
