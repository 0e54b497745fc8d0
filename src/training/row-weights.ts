import { type Example, isLocalFood } from './base-set.ts'
import { countBy } from './count-by.ts'
import type { FitSettings } from './settings.ts'

/** A row of the fit: a view of a photo, and the class it teaches. */
export interface Row {
  /** Which of the set. */
  readonly row: number
  readonly example: Example
  /** The row of the photo's whole view. */
  readonly photo: number
  readonly label: string
}

/** From so many photos of a food on, all of this event's weigh no more together. */
const enough = 10
/** Foods to be learned weigh at most this share of everything else, however many they are. */
const mostOfAll = 0.5

/**
 * A row of the base set, and any outlier, weighs its class's count of rows to the power of -balance. A food's photo of
 * this event weighs as many photos of the base set as the settings say: `localWeight`, and for foods that are to be
 * learned from them `newFoodWeight`, less where the base set has photos of it too; shared among the photo's views. Their
 * mean is 1.
 */
export function rowWeights(
  rows: readonly Row[],
  newFoods: readonly string[],
  settings: FitSettings,
): Float32Array {
  const counts = countBy(rows, ({ label }) => label)
  const views = countBy(rows, ({ photo }) => photo)
  const photos = photosByClass(rows)
  const isNew = ({ example, label }: Row) => isLocalFood(example) && newFoods.includes(label)
  const base = viewsOfBase(rows)
  const weights = rows.map(row => {
    if (!isLocalFood(row.example)) return (counts.get(row.label) ?? 1) ** -settings.balance
    const of = photos.get(row.label) ?? { all: 1, local: 1 }
    return localWeight(of, isNew(row), base, settings) / (views.get(row.photo) ?? 1)
  })
  const sum = (of: (row: Row) => boolean) =>
    rows.reduce((total, row, i) => total + (of(row) ? (weights[i] ?? 0) : 0), 0)
  const [all, added] = [sum(() => true), sum(isNew)]
  const less = Math.min(1, (mostOfAll * (all - added)) / added)
  const mean = (all - added + (added > 0 ? less * added : 0)) / rows.length
  return Float32Array.from(weights, (weight, i) => {
    const row = rows[i]
    return (row && isNew(row) ? less * weight : weight) / mean
  })
}

interface Photos {
  readonly all: number
  readonly local: number
}

/** Of a whole photo, all its views together; photos of the base set have so many `views` each. */
function localWeight({ all, local }: Photos, isNew: boolean, views: number, settings: FitSettings): number {
  const { balance } = settings
  const base = views ** (1 - balance) * all ** -balance
  const share = isNew ? local / all : 0
  const times = settings.newFoodWeight * share + settings.localWeight * (1 - share)
  return base * times * Math.min(1, Math.sqrt(enough / local))
}

/** Of each photo of the base set, on average: the whole of it, and crops. */
function viewsOfBase(rows: readonly Row[]): number {
  const base = rows.filter(({ example }) => !example.local && example.view !== 'screen')
  return base.length / base.filter(({ example }) => example.view === 'whole').length
}

function photosByClass(rows: readonly Row[]): Map<string, Photos> {
  const whole = rows.filter(({ example }) => example.view === 'whole')
  return new Map(
    [...Map.groupBy(whole, ({ label }) => label)].map(([label, photos]) => [
      label,
      { all: photos.length, local: photos.filter(({ example }) => example.local).length },
    ]),
  )
}
