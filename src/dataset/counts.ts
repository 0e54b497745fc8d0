import { countBy } from '../training/count-by.ts'
import type { Kind, Split } from '../training/photo-index.ts'
import type { Shipped } from './base-counts.ts'
import { type Lot, lotOf } from './lots.ts'
import type { ListedPhoto } from './store.ts'

export interface LabelCounts {
  label: string
  kind: Kind
  shipped: Record<Split, number>
  here: Record<Lot, number>
  /** Different photos of this event that teach. */
  teach: number
  /** Of the kept copies. */
  bytes: number
}

/** Counts of every label that has a photo, and of every food. */
export function countLabels(
  foods: readonly string[],
  shipped: Shipped,
  here: readonly ListedPhoto[],
  teach: ReadonlyMap<string, number>,
): LabelCounts[] {
  const counts = new Map<string, LabelCounts>()
  const of = (label: string, kind: Kind) => {
    const found = counts.get(label) ?? noPhotos(label, kind)
    counts.set(label, found)
    return found
  }
  for (const food of foods) of(food, 'food')
  for (const { label, kind, split } of shipped) of(label, kind).shipped[split]++
  for (const photo of here) {
    const count = of(photo.label, photo.kind)
    count.here[lotOf(photo)]++
    count.bytes += photo.bytes
  }
  for (const [label, n] of teach) {
    const count = counts.get(label)
    if (count) count.teach = n
  }
  return [...counts.values()]
}

const noPhotos = (label: string, kind: Kind): LabelCounts => ({
  label,
  kind,
  shipped: { train: 0, calibration: 0, test: 0 },
  here: { train: 0, calibration: 0, test: 0, audit: 0 },
  teach: 0,
  bytes: 0,
})

/** How many there are of each, most first. */
export const tally = <T>(items: readonly T[], by: (item: T) => string): [name: string, n: number][] =>
  [...countBy(items, by)].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))

/** Near-duplicates: groups of more than one photo, the largest first. */
export function twins(photos: readonly ListedPhoto[]): ListedPhoto[][] {
  const groups = Map.groupBy(photos, photo => photo.group)
  return [...groups.values()].filter(group => group.length > 1).toSorted((a, b) => b.length - a.length)
}

/** Days as 2026-11-21, in the event's time zone. */
export function dayText(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return instant => format.format(instant)
}
