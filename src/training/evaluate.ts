import type { ModelCard } from '../classifier/model-card.ts'
import type { VerdictResult } from '../classifier/verdict.ts'
import { brier, type Confidence, expectedCalibrationError, logLoss } from './metrics/calibration.ts'
import {
  type Answer,
  accuracy,
  type ClassScore,
  type Confusion,
  classScores,
  confusions,
  macroF1,
} from './metrics/classification.ts'
import { bootstrapIntervals, clopperPearson, type Interval } from './metrics/intervals.ts'
import { auroc, falsePositivesAt95, fBeta, type Rejections, reweightedFBeta } from './metrics/rejection.ts'

/** A photo with its labels and what the model said about it. */
export interface Judged {
  readonly label: string
  readonly kind: 'food' | 'outlier'
  /** Near-duplicates share one. */
  readonly group: string
  readonly result: VerdictResult
  /** Calibrated probability of each claimed food, in the order of the card. */
  readonly probabilities: readonly number[]
}

/** A value with its 95% interval. */
export interface Estimate {
  readonly value: number
  readonly interval: Interval
}

/** A share: hits of total. */
export interface Share extends Estimate {
  readonly hits: number
  readonly total: number
}

/** Foods of this many training photos are those the scores to reach are about. */
export const wellKnown = 25

/** A food's scores with their 95% intervals; null where the score is. */
export interface FoodReport extends ClassScore {
  readonly intervals: Record<'precision' | 'recall' | 'f1', Interval | null>
}

export interface KindReport {
  readonly kind: string
  readonly accepted: Share
  readonly fBeta: Estimate
  readonly auroc: Estimate
  readonly falsePositivesAt95: Estimate
}

export interface Evaluation {
  readonly model: string
  readonly photos: { readonly foods: number; readonly stillLearning: number; readonly outliers: number }
  /** Foods with at least 25 training photos that are not claimed: each counts as 0. */
  readonly notClaimed: readonly string[]
  readonly scores: Record<Score, Estimate>
  /** Of foods refused, of outliers accepted, of screens rejected. */
  readonly refused: Share
  readonly accepted: Share
  readonly screensRejected: Share
  readonly recognised: Share
  readonly unsure: Share
  readonly unknown: Share
  /** The right food is among those offered: of all accepted food photos, and of the unsure ones. */
  readonly coverage: Share
  readonly coverageUnsure: Share
  /** Photos of foods still being learned that come out unknown. */
  readonly stillLearningUnknown: Share
  readonly perFood: readonly FoodReport[]
  readonly perKind: readonly KindReport[]
  /** F-beta were this share of all photos outliers. */
  readonly reweighted: readonly { readonly outliers: number; readonly fBeta: Estimate }[]
  readonly confusions: readonly Confusion[]
}

const scoreNames = [
  'macroF1',
  'macroF1Claimed',
  'servedMacroF1',
  'servedMacroF1WithOutliers',
  'accuracy',
  'fBeta',
  'auroc',
  'falsePositivesAt95',
  'expectedCalibrationError',
  'brier',
  'logLoss',
] as const
export type Score = (typeof scoreNames)[number]

/** Shares of outliers that F-beta is worked out for. */
const outlierShares = [0.05, 0.2, 0.5]

/**
 * All the figures of `tangkap evaluate`. Intervals of scores are bootstrapped over near-duplicate groups within each
 * label; those of shares, and of one food's scores, are exact for photos that have nothing to do with each other.
 * Foods still being learned stand apart: they are neither claimed nor outliers.
 */
export function evaluate(photos: readonly Judged[], card: ModelCard, draws = 1000): Evaluation {
  const trained = new Map(card.scores.map(({ id, photos }) => [id, photos.train]))
  const many = card.foods.filter(food => (trained.get(food) ?? 0) >= wellKnown)
  const counted = new Set([...many, ...card.claimed])
  const foods = photos.filter(({ kind, label }) => kind === 'food' && counted.has(label))
  const learning = photos.filter(({ kind, label }) => kind === 'food' && !counted.has(label))
  const outliers = photos.filter(({ kind }) => kind === 'outlier')
  const notClaimed = many.filter(food => !card.claimed.includes(food))

  const figures = (drawn: readonly Judged[]): Record<string, number> => ({
    ...scoresOf(drawn, card, many, new Set(notClaimed)),
    ...rejectionOf(drawn),
  })
  const judged = [...foods, ...outliers]
  const values = figures(judged)
  const intervals = bootstrapIntervals(
    judged,
    { stratum: ({ kind, label }) => `${kind} ${label}`, group: ({ group }) => group },
    figures,
    { draws },
  )
  const estimate = (name: string): Estimate => ({
    value: values[name] ?? Number.NaN,
    interval: intervals[name] ?? [Number.NaN, Number.NaN],
  })

  const accepted = foods.filter(isAccepted)
  const unsure = accepted.filter(({ result }) => result.verdict === 'unsure')
  const refusedShare = share(foods, photo => !isAccepted(photo))
  return {
    model: card.version,
    photos: { foods: foods.length, stillLearning: learning.length, outliers: outliers.length },
    notClaimed,
    scores: Object.fromEntries(scoreNames.map(name => [name, estimate(name)])) as Record<Score, Estimate>,
    refused: refusedShare,
    accepted: share(outliers, isAccepted),
    screensRejected: share(
      outliers.filter(({ label }) => label === 'screen'),
      photo => !isAccepted(photo),
    ),
    recognised: share(foods, ({ result }) => result.verdict === 'recognised'),
    unsure: share(foods, ({ result }) => result.verdict === 'unsure'),
    unknown: refusedShare,
    coverage: share(accepted, offersTruth),
    coverageUnsure: share(unsure, offersTruth),
    stillLearningUnknown: share(learning, photo => !isAccepted(photo)),
    perFood: perFood(foods.map(closedAnswer), [...counted].sort()),
    perKind: [...Map.groupBy(outliers, ({ label }) => label)]
      .map(([kind, members]) => ({
        kind,
        accepted: share(members, isAccepted),
        fBeta: estimate(nameOf('fBeta', kind)),
        auroc: estimate(nameOf('auroc', kind)),
        falsePositivesAt95: estimate(nameOf('falsePositivesAt95', kind)),
      }))
      .sort((a, b) => a.kind.localeCompare(b.kind)),
    reweighted: outlierShares.map(outliers => ({ outliers, fBeta: estimate(nameOf('fBeta', outliers)) })),
    confusions: confusions(foods.map(closedAnswer)),
  }
}

function scoresOf(
  photos: readonly Judged[],
  card: ModelCard,
  many: readonly string[],
  notClaimed: ReadonlySet<string>,
): Record<Score, number> {
  const foods = photos.filter(({ kind }) => kind === 'food')
  const outliers = photos.filter(({ kind }) => kind === 'outlier')
  const known = foods.filter(({ label }) => many.includes(label))
  const claimed = foods.filter(({ label }) => card.claimed.includes(label))
  const distributions = claimed.map(({ label, probabilities }) => ({
    probabilities,
    truth: card.claimed.indexOf(label),
  }))
  const outlierScore = ({ result }: Judged) => result.outlier
  return {
    macroF1: macroF1(known.map(closedAnswer), many, notClaimed),
    macroF1Claimed: macroF1(claimed.map(closedAnswer), card.claimed),
    servedMacroF1: macroF1(known.map(servedAnswer), many, notClaimed),
    servedMacroF1WithOutliers: macroF1([...known, ...outliers].map(servedAnswer), many, notClaimed),
    accuracy: accuracy(known.map(closedAnswer)),
    fBeta: fBeta(rejections(outliers, foods)),
    auroc: auroc(outliers.map(outlierScore), foods.map(outlierScore)),
    falsePositivesAt95: falsePositivesAt95(outliers.map(outlierScore), foods.map(outlierScore)),
    expectedCalibrationError: expectedCalibrationError(claimed.map(confidence)),
    brier: brier(distributions),
    logLoss: logLoss(distributions),
  }
}

/** How well each kind of outlier is rejected, and all of them were they another share of the photos. */
function rejectionOf(photos: readonly Judged[]): Record<string, number> {
  const foods = photos.filter(({ kind }) => kind === 'food')
  const outliers = photos.filter(({ kind }) => kind === 'outlier')
  const foodScores = foods.map(({ result }) => result.outlier)
  const refused = foods.filter(photo => !isAccepted(photo)).length
  const figures: Record<string, number> = {}
  for (const [kind, members] of Map.groupBy(outliers, ({ label }) => label)) {
    const scores = members.map(({ result }) => result.outlier)
    figures[nameOf('fBeta', kind)] = fBeta(rejections(members, foods))
    figures[nameOf('auroc', kind)] = auroc(scores, foodScores)
    figures[nameOf('falsePositivesAt95', kind)] = falsePositivesAt95(scores, foodScores)
  }
  const rejectedShare = outliers.filter(photo => !isAccepted(photo)).length / outliers.length
  for (const share of outlierShares) {
    figures[nameOf('fBeta', share)] = reweightedFBeta(rejectedShare, refused / foods.length, share)
  }
  return figures
}

const nameOf = (score: string, of: string | number) => `${score} ${of}`

/** Each food's scores; a handful of photos leaves wide intervals, also where all of them were right. */
function perFood(answers: readonly Answer[], labels: readonly string[]): FoodReport[] {
  return classScores(answers, labels).map(score => {
    const answered = answers.filter(({ answer }) => answer === score.label)
    const right = answered.filter(({ truth }) => truth === score.label).length
    const either = score.count + answered.length - right
    return {
      ...score,
      intervals: {
        precision: score.precision === null ? null : clopperPearson(right, answered.length),
        recall: score.recall === null ? null : clopperPearson(right, score.count),
        f1: score.f1 === null ? null : f1Interval(right, either),
      },
    }
  })
}

/** F1 rises with the share of hits among the photos that are the food or were taken for it: F1 = 2 J / (1 + J). */
function f1Interval(right: number, either: number): Interval {
  const [low, high] = clopperPearson(right, either)
  const f1 = (jaccard: number) => (2 * jaccard) / (1 + jaccard)
  return [f1(low), f1(high)]
}

/** How many outliers are rejected, and how many foods with them. */
export function rejections(outliers: readonly Judged[], foods: readonly Judged[]): Rejections {
  const falseNegatives = outliers.filter(isAccepted).length
  return {
    truePositives: outliers.length - falseNegatives,
    falseNegatives,
    falsePositives: foods.filter(photo => !isAccepted(photo)).length,
  }
}

export const isAccepted = ({ result }: Judged) => result.verdict !== 'unknown'

const offersTruth = ({ label, result }: Judged) => result.offer.includes(label)

/** The likeliest food, refused or not. */
export const closedAnswer = ({ label, result }: Judged) => ({
  truth: label,
  answer: result.candidates[0]?.food ?? null,
})

export const servedAnswer = ({ label, result }: Judged) => ({ truth: label, answer: result.food })

export const confidence = ({ label, result }: Judged): Confidence => ({
  probability: result.probability,
  right: result.candidates[0]?.food === label,
})

export function share<T>(items: readonly T[], hit: (item: T) => boolean): Share {
  const hits = items.filter(hit).length
  return {
    hits,
    total: items.length,
    value: hits / items.length,
    interval: clopperPearson(hits, items.length),
  }
}
