import type { VerdictResult } from '../classifier/verdict.ts'
import { macroF1 } from '../training/metrics/classification.ts'
import { fBeta } from '../training/metrics/rejection.ts'

/** A held-out photo and what the serving model says of it. */
export interface Answered {
  /** A food's id; null: no food the event ever knows. */
  readonly food: string | null
  readonly result: Pick<VerdictResult, 'verdict' | 'food' | 'candidates'>
}

/** What is scored: the same photos every night, whatever the model of the night claims. */
export interface Scope {
  /** Every food that is served by the last night. */
  readonly all: readonly string[]
  /** Those of them that the first model claimed. */
  readonly first: readonly string[]
}

export interface NightScore {
  /** Macro-F1 over all foods of what people are shown: a food that is refused, or not learned yet, is lost. */
  readonly f1: number
  /** F-beta(1.5) of turning away: outliers against the foods of the first night. */
  readonly fBeta: number
  /** Macro-F1 of the likeliest food, over the foods of the first night: what it could do then, and should still do. */
  readonly firstF1: number
}

/** What is promised. F1 over the first foods is drawn beside them: one photo moves it by half a point. */
const promised = ['f1', 'fBeta'] as const satisfies (keyof NightScore)[]

/** Scores one night. Foods outside `all` are in nobody's favour: they are left out. */
export function scoreNight(photos: readonly Answered[], { all, first }: Scope): NightScore {
  const of = (foods: readonly string[]) =>
    photos.flatMap(photo => {
      const { food } = photo
      return food !== null && foods.includes(food) ? [{ ...photo, food }] : []
    })
  const outliers = photos.filter(({ food }) => food === null)
  const refused = (some: readonly Answered[]) =>
    some.filter(({ result }) => result.verdict === 'unknown').length
  const shown = [...of(all), ...outliers].map(({ food, result }) => ({
    truth: food ?? '',
    answer: result.food,
  }))
  return {
    f1: macroF1(shown, all),
    fBeta: fBeta({
      truePositives: refused(outliers),
      falseNegatives: outliers.length - refused(outliers),
      falsePositives: refused(of(first)),
    }),
    firstF1: macroF1(
      of(first).map(({ food, result }) => ({ truth: food, answer: result.candidates[0]?.food ?? null })),
      first,
    ),
  }
}

/** Largest loss against the first night that is still allowed, as a share: a point. */
const allowed = 0.01

/** The nights after which one of the promised scores was more than a point under what it was before them all, and which one. */
export function fallen(
  before: NightScore,
  nights: readonly { night: number; score: NightScore }[],
): { night: number; score: keyof NightScore; loss: number }[] {
  return nights.flatMap(({ night, score: now }) =>
    promised.flatMap(score => {
      const loss = before[score] - now[score]
      return loss > allowed ? [{ night, score, loss }] : []
    }),
  )
}
