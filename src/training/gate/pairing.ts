import type { GateInput, JudgedModel, Refusals } from './input.ts'

/** Two models' answers about the same photos, over the foods the first one claims and the true outliers. */
export interface Pairing {
  /** Foods the champion claims and that there still are, sorted. */
  readonly foods: readonly string[]
  /**
   * How much each counts in macro-F1: fully from as many near-duplicate groups on as it takes to judge a food alone, else as its share
   * of these.
   */
  readonly counts: Float64Array
  /** Of these, what the candidate does not claim any more. */
  readonly dropped: ReadonlySet<string>
  /** Of each photo: the index of its food; -1 for an outlier. */
  readonly truth: Int16Array
  /** Of each photo: its near-duplicate group; those of one class follow each other. */
  readonly group: Int32Array
  /** Where each class's groups start, and after the last one how many groups there are. */
  readonly classes: Int32Array
  readonly champion: Answers
  readonly candidate: Answers
  readonly newFoods: readonly NewFoodPhotos[]
}

/**
 * Photos of a food that only the candidate claims, as many as the gate has of a food on average. A model that does not
 * know a food should turn its photos away, one that does should not: in F-beta each is measured by its own list.
 */
export interface NewFoodPhotos {
  readonly food: string
  /** As how many they count. */
  readonly photos: number
  /** What each was asked about, and how many of these it refuses; the candidate's by cross-validation. */
  readonly champion: Refusals
  readonly candidate: Refusals
}

export interface Answers {
  /** The likeliest food, refused or not; foods.length where it is none of these. */
  readonly likeliest: Int16Array
  /** Whether people were shown the right food as the answer. */
  readonly right: Uint8Array
  readonly refused: Uint8Array
  /** Probability that the photo is no food the model claims. */
  readonly outlier: Float64Array
  /** Probability of the likeliest food. */
  readonly confidence: Float64Array
}

/**
 * Which photos count. Gate photos of a food that only the candidate claims are left out: its own photos stand for it, in
 * F-beta alone. A food the candidate no longer claims stays in, and
 * all of its photos are lost: people could catch it yesterday.
 */
export function pair(
  champion: JudgedModel,
  candidate: JudgedModel,
  {
    names,
    groups: enough,
    strangers,
  }: Pick<GateInput, 'names'> & Pick<GateInput['limits'], 'groups' | 'strangers'>,
): Pairing {
  const foods = champion.card.claimed.filter(food => names.has(food)).sort()
  const claimed = new Set(candidate.card.claimed)
  const index = new Map(foods.map((food, i) => [food, i]))
  const rows = champion.judged
    .map(({ label, kind, group }, row) => ({ row, label, kind, group }))
    .filter(({ label, kind }) => kind === 'outlier' || index.has(label))
  const byClass = [...Map.groupBy(rows, ({ kind, label }) => `${kind} ${label}`).values()]
  const order: number[] = []
  const group: number[] = []
  const classes: number[] = []
  const counts = new Float64Array(foods.length)
  let groups = 0
  for (const members of byClass) {
    const first = groups
    classes.push(first)
    for (const photos of Map.groupBy(members, photo => photo.group).values()) {
      for (const { row } of photos) {
        order.push(row)
        group.push(groups)
      }
      groups++
    }
    const food = members[0]?.kind === 'food' ? index.get(members[0].label) : undefined
    if (food !== undefined) counts[food] = Math.min(1, (groups - first) / enough)
  }
  const truthOf = (row: number) => {
    const photo = champion.judged[row]
    return photo?.kind === 'food' ? (index.get(photo.label) ?? -1) : -1
  }
  return {
    foods,
    counts,
    dropped: new Set(foods.filter(food => !claimed.has(food))),
    truth: Int16Array.from(order, truthOf),
    group: Int32Array.from(group),
    classes: Int32Array.from([...classes, groups]),
    champion: answers(champion, order, index),
    candidate: answers(candidate, order, index),
    newFoods: newFoodPhotos(champion, candidate, names, {
      foodPhotos: rows.filter(({ kind }) => kind === 'food').length,
      leastStrangers: strangers,
    }),
  }
}

function newFoodPhotos(
  champion: JudgedModel,
  candidate: JudgedModel,
  names: GateInput['names'],
  { foodPhotos, leastStrangers }: { foodPhotos: number; leastStrangers: number },
): NewFoodPhotos[] {
  const most = Math.round(foodPhotos / champion.card.claimed.filter(food => names.has(food)).length)
  return candidate.card.scores.flatMap(({ id: food, claimed, photos: { crossValidated = 0, refused } }) => {
    if (!claimed || champion.card.claimed.includes(food) || !names.has(food) || refused === undefined)
      return []
    const strangers = champion.strangers?.get(food)
    if (!strangers || strangers.photos < leastStrangers || crossValidated === 0) return []
    const photos = Math.min(most, crossValidated)
    return [{ food, photos, champion: strangers, candidate: { photos: crossValidated, refused } }]
  })
}

function answers(
  { judged }: JudgedModel,
  order: readonly number[],
  index: ReadonlyMap<string, number>,
): Answers {
  const of = (row: number) => {
    const photo = judged[row]
    if (!photo) throw new RangeError(`No answer for gate photo ${row}.`)
    return photo
  }
  const likeliest = (row: number) => of(row).result.candidates[0]?.food ?? ''
  return {
    likeliest: Int16Array.from(order, row => index.get(likeliest(row)) ?? index.size),
    right: Uint8Array.from(order, row => (of(row).result.food === of(row).label ? 1 : 0)),
    refused: Uint8Array.from(order, row => (of(row).result.verdict === 'unknown' ? 1 : 0)),
    outlier: Float64Array.from(order, row => of(row).result.outlier),
    confidence: Float64Array.from(order, row => of(row).result.probability),
  }
}
