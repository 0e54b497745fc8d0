import type { ModelCard } from '../src/classifier/model-card.ts'
import { gateLimitsSchema } from '../src/packs/gate-limits.ts'
import type { Judged } from '../src/training/evaluate.ts'
import type { GateInput } from '../src/training/gate/index.ts'
import { namesOf } from './names-of.ts'
import { tinyModel } from './tiny-model.ts'

export interface Photo {
  readonly label: string
  readonly kind: 'food' | 'outlier'
  readonly group: string
}

/** What a model says: a food, or null for "none that I know". */
export type Answer = (photo: Photo, i: number) => string | null

export const gateFoods = ['apam', 'bubur', 'cendol', 'durian', 'emping', 'fishball', 'gulai', 'hor_fun']

/** So many photos a food and outliers, every one a group of its own. */
export function gatePhotos(counts: Record<string, number>, outliers = 150): Photo[] {
  const of = (label: string, kind: Photo['kind'], count: number) =>
    Array.from({ length: count }, (_, i) => ({ label, kind, group: `${label}/${i}` }))
  return [
    ...Object.entries(counts).flatMap(([label, count]) => of(label, 'food', count)),
    ...of('object', 'outlier', outliers),
  ]
}

export const evenGate = (each = 40) => gatePhotos(Object.fromEntries(gateFoods.map(food => [food, each])))

/** Right everywhere, but for one photo in twenty of each food and one outlier in fifteen. */
export const usual: Answer = (photo, i) => {
  if (photo.kind === 'outlier') return i % 15 === 0 ? 'apam' : null
  if (i % 20 === 7) return photo.label === 'apam' ? 'bubur' : 'apam'
  return photo.label
}

export function judgedBy(answer: Answer, photos: readonly Photo[], foods: readonly string[]): Judged[] {
  return photos.map((photo, i) => {
    const food = answer(photo, i)
    const outlier = food === null ? 0.9 : 0.1
    // Where it is refused, the likeliest food is still the right one, if it is claimed.
    const likeliest = food ?? (foods.includes(photo.label) ? photo.label : (foods[0] ?? ''))
    return {
      ...photo,
      result: {
        verdict: food === null ? 'unknown' : 'recognised',
        food,
        probability: 0.95,
        candidates: [{ food: likeliest, probability: 0.95 }],
        offer: food === null ? [] : [food],
        outlier,
      },
      probabilities: foods.map(item => (item === likeliest ? 0.95 : 0.05 / (foods.length - 1))),
    }
  })
}

const { card } = await tinyModel()
export const cardOf = (version: string, claimed: readonly string[]): ModelCard => ({
  ...card,
  version,
  foods: [...claimed],
  claimed: [...claimed],
  scores: claimed.map(id => ({
    id,
    claimed: true,
    reason: '',
    photos: { train: 24, calibration: 0 },
    precision: null,
    recall: null,
  })),
})

interface Gate {
  photos?: readonly Photo[]
  champion?: Answer
  candidate?: Answer
  /** What each claims. */
  before?: readonly string[]
  after?: readonly string[]
}

/** A gate's input in which nothing is wrong but what is asked for. */
export function gateInput(
  { photos = evenGate(), champion = usual, candidate = usual, before = gateFoods, after = before }: Gate = {},
  more: Partial<GateInput> = {},
): GateInput {
  return {
    champion: { card: cardOf('old', before), judged: judgedBy(champion, photos, before) },
    candidate: { card: cardOf('new', after), judged: judgedBy(candidate, photos, after) },
    earlier: [],
    names: namesOf([...before, ...after]),
    taughtHere: new Map(),
    photoIds: photos.map(() => null),
    exported: { vectors: 32, largest: 1e-6 },
    latency: { backbone: [15, 14, 16], champion: [0.4, 0.5, 0.6], candidate: [0.4, 0.5, 0.6] },
    data: {
      train: { base: 5000, local: 24 },
      calibration: { base: 700, local: 0 },
      gate: { base: photos.length, local: 0 },
    },
    limits: gateLimitsSchema.parse({}),
    seed: 1,
    draws: 500,
    ...more,
  }
}
