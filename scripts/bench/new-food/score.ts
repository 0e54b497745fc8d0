import { classScores, macroF1, mean } from '../../../src/training/metrics/classification.ts'
import { bootstrapIntervals, type Interval } from '../../../src/training/metrics/intervals.ts'

/** What a model that was taught one dish says of one photo. */
export interface Said {
  readonly dish: string
  readonly label: string
  /** food: of the dish or of a food known before; base: outliers of the base set; thai: the other Thai dishes. */
  readonly kind: 'food' | 'base' | 'thai'
  /** Near-duplicates, and the same photo for another dish, share one. */
  readonly group: string
  /** The likeliest food, refused or not. */
  readonly likeliest: string | null
  readonly refused: boolean
  /** The likeliest food of the model before; null where it did not know the food. */
  readonly before: string | null
}

export const names = ['closed', 'served', 'strict', 'refused', 'thai', 'others', 'change'] as const
export type Scores = Record<(typeof names)[number], number>

/**
 * Means over the dishes. closed: F1 of the likeliest food among food photos; served: F1 of what people are shown, a
 * refused photo being a miss; strict: the same with all outliers counted against it; refused: share of the dish's photos;
 * thai: share of the other Thai dishes taken for any food; others: macro-F1 of the foods known before, and its change.
 */
export function scoresOf(said: readonly Said[], known: readonly string[]): Scores {
  const perDish = [...Map.groupBy(said, ({ dish }) => dish)].map(([dish, photos]) => {
    const foods = photos.filter(({ kind }) => kind === 'food')
    const own = foods.filter(({ label }) => label === dish)
    const others = foods.filter(({ label }) => label !== dish)
    const f1 = (of: readonly Said[], answer: (photo: Said) => string | null) =>
      classScores(
        of.map(photo => ({
          truth: photo.kind === 'food' ? photo.label : 'outlier',
          answer: answer(photo),
        })),
        [dish],
      )[0]?.f1 ?? 0
    const macro = (answer: (photo: Said) => string | null) =>
      macroF1(
        others.map(photo => ({ truth: photo.label, answer: answer(photo) })),
        known,
      )
    const shown = ({ refused, likeliest }: Said) => (refused ? null : likeliest)
    const thai = photos.filter(({ kind }) => kind === 'thai')
    const after = macro(({ likeliest }) => likeliest)
    return {
      closed: f1(foods, ({ likeliest }) => likeliest),
      served: f1(foods, shown),
      strict: f1(photos, shown),
      refused: mean(own.map(({ refused }) => Number(refused))),
      thai: mean(thai.map(({ refused }) => Number(!refused))),
      others: after,
      change: after - macro(({ before }) => before),
    }
  })
  return Object.fromEntries(names.map(name => [name, mean(perDish.map(one => one[name]))])) as Scores
}

/** With 95% intervals: both would vary with the photos that judge; the dishes and what is taught stay as they are. */
export function scored(
  said: readonly Said[],
  known: readonly string[],
  draws = 300,
): { value: Scores; interval: Record<keyof Scores, Interval> } {
  const interval = bootstrapIntervals(
    said,
    { stratum: ({ kind, label }) => `${kind} ${label}`, group: ({ group }) => group },
    drawn => scoresOf(drawn, known),
    { draws },
  )
  return { value: scoresOf(said, known), interval }
}
