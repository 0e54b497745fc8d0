import type { ModelCard, Rejection, RejectionFeature } from '../classifier/model-card.ts'
import { AppError } from '../errors.ts'
import { applyLogistic, fitLogistic } from './logistic.ts'
import { mean } from './metrics/classification.ts'
import { auroc, fBeta } from './metrics/rejection.ts'
import { seededRandom, shuffled } from './random.ts'
import { type RefusalLimit, type Scored, stableThreshold } from './threshold.ts'

export interface RejectionExample {
  readonly outlier: boolean
  readonly group: string
  readonly features: Record<RejectionFeature, number>
}

/**
 * Simple is what needs no bank of training photos beside the head; within each of the two kinds a few numbers more or
 * less cost nothing.
 */
const methods: readonly { method: string; features: RejectionFeature[] }[] = [
  { method: 'maximum probability', features: ['maxProbability'] },
  { method: 'energy', features: ['energy'] },
  { method: 'log-odds of outlier classes', features: ['logOdds'] },
  { method: 'log-odds and maximum probability', features: ['logOdds', 'maxProbability'] },
  { method: 'nearest neighbours', features: ['neighbours'] },
  { method: 'log-odds and nearest neighbours', features: ['logOdds', 'neighbours'] },
  { method: 'all four', features: ['logOdds', 'neighbours', 'maxProbability', 'energy'] },
]

const folds = 5
const repeats = 4

type Tried = ModelCard['candidates'][number]
type Validated = Omit<Tried, 'aurocError' | 'fBetaError' | 'chosen'> & { folds: Fold[] }

/** What one fifth of the photos said. */
type Fold = Record<'auroc' | 'fBeta', number>

/**
 * Chooses how outliers are rejected, by nested grouped cross-validation: regression and threshold are fitted on four
 * fifths of the near-duplicate groups and judged on the rest. Who lies within one standard error of the best in both
 * AUROC (the whole ranking) and F-beta (where the threshold stands) is as good as the best; of those a simple one is
 * taken where there is one, and of several the one of highest AUROC. The errors are those of differences on the same
 * photos, as two methods mostly fail on the same ones. The winner is then fitted on all.
 */
export function chooseRejection(
  examples: readonly RejectionExample[],
  limit: RefusalLimit,
  seed: number,
): { rejection: Rejection; candidates: Tried[] } {
  refuseTooFew(examples)
  const tried = methods.map(({ method, features }) => ({
    features,
    ...crossValidate(method, features, examples, limit, seed),
  }))
  const behind = tried.map(one => ({
    auroc: pairedDifference(bestBy(tried, 'auroc').folds, one.folds, 'auroc'),
    fBeta: pairedDifference(bestBy(tried, 'fBeta').folds, one.folds, 'fBeta'),
  }))
  const near = tried.filter((_, i) =>
    [behind[i]?.auroc, behind[i]?.fBeta].every(d => d !== undefined && d.mean <= d.standardError),
  )
  const simple = near.filter(({ features }) => !features.includes('neighbours'))
  const chosen = bestBy(simple.length > 0 ? simple : near.length > 0 ? near : tried, 'auroc')
  return {
    rejection: fitRejection(chosen.method, chosen.features, examples, limit, seed),
    candidates: tried.map(({ features: _, folds: __, ...result }, i) => ({
      ...result,
      aurocError: behind[i]?.auroc.standardError ?? 0,
      fBetaError: behind[i]?.fBeta.standardError ?? 0,
      chosen: result.method === chosen.method,
    })),
  }
}

/** A rejection made of these numbers: its regression, and the threshold that keeps the limit. */
export function fitRejection(
  method: string,
  features: RejectionFeature[],
  examples: readonly RejectionExample[],
  limit: RefusalLimit,
  seed: number,
): Rejection {
  const inputs = examples.map(example => features.map(feature => example.features[feature]))
  const logistic = fitLogistic(
    inputs,
    examples.map(({ outlier }) => outlier),
  )
  // Chosen on the linear score: there the sigmoid does not squeeze what is sure.
  const scored = examples.map(
    ({ outlier, group }, i): Scored => ({
      outlier,
      group,
      score: logit(applyLogistic(logistic, inputs[i] ?? [])),
    }),
  )
  const threshold = 1 / (1 + Math.exp(-stableThreshold(scored, limit, seed)))
  return { method, features, weights: [...logistic.weights], bias: logistic.bias, threshold }
}

function crossValidate(
  method: string,
  features: RejectionFeature[],
  examples: readonly RejectionExample[],
  limit: RefusalLimit,
  seed: number,
): Validated {
  const results = Array.from({ length: repeats }, (_, repeat) => {
    const fold = groupFolds(examples, seed + repeat)
    return Array.from({ length: folds }, (_, held) => {
      const rejection = fitRejection(
        method,
        features,
        examples.filter((_, i) => fold[i] !== held),
        limit,
        seed,
      )
      return judge(
        rejection,
        examples.filter((_, i) => fold[i] === held),
      )
    })
  }).flat()
  const sum = (key: 'truePositives' | 'falseNegatives' | 'falsePositives' | 'foods') =>
    results.reduce((total, result) => total + result[key], 0)
  const pooled = {
    truePositives: sum('truePositives'),
    falseNegatives: sum('falseNegatives'),
    falsePositives: sum('falsePositives'),
  }
  return {
    method,
    fBeta: fBeta(pooled),
    auroc: mean(results.map(result => result.auroc)),
    folds: results.map(result => ({ auroc: result.auroc, fBeta: fBeta(result) })),
    refused: pooled.falsePositives / sum('foods'),
    accepted: pooled.falseNegatives / (pooled.falseNegatives + pooled.truePositives),
  }
}

function bestBy<T extends Validated>(tried: readonly T[], measure: keyof Fold): T {
  return tried.reduce((a, b) => (b[measure] > a[measure] ? b : a))
}

/** Of two methods on the same folds. Repeats share their photos: only the folds of one count as independent. */
function pairedDifference(a: readonly Fold[], b: readonly Fold[], measure: keyof Fold) {
  const differences = a.map((fold, i) => fold[measure] - (b[i]?.[measure] ?? Number.NaN))
  const centre = mean(differences)
  const variance = mean(differences.map(value => (value - centre) ** 2))
  return { mean: centre, standardError: Math.sqrt(variance / (folds - 1)) }
}

function judge(rejection: Rejection, held: readonly RejectionExample[]) {
  const score = ({ features }: RejectionExample) =>
    applyLogistic(
      rejection,
      rejection.features.map(feature => features[feature]),
    )
  const outliers = held.filter(({ outlier }) => outlier).map(score)
  const foods = held.filter(({ outlier }) => !outlier).map(score)
  const rejected = (scores: number[]) => scores.filter(value => value >= rejection.threshold).length
  return {
    truePositives: rejected(outliers),
    falseNegatives: outliers.length - rejected(outliers),
    falsePositives: rejected(foods),
    foods: foods.length,
    auroc: auroc(outliers, foods),
  }
}

/** The fold of each example. A near-duplicate group lies in one, and every fold gets foods and outliers. */
function groupFolds(examples: readonly RejectionExample[], seed: number): number[] {
  const random = seededRandom(seed)
  const foldOf = new Map<string, number>()
  for (const side of [true, false]) {
    const groups = new Set(examples.filter(({ outlier }) => outlier === side).map(({ group }) => group))
    for (const [i, group] of shuffled([...groups].sort(), random).entries()) foldOf.set(group, i % folds)
  }
  return examples.map(({ group }) => foldOf.get(group) ?? 0)
}

/** Throws AppError when there is not one group of foods and one of outliers for each fold. */
function refuseTooFew(examples: readonly RejectionExample[]): void {
  for (const [side, name] of [
    [true, 'outliers'],
    [false, 'claimed foods'],
  ] as const) {
    const groups = new Set(examples.filter(({ outlier }) => outlier === side).map(({ group }) => group)).size
    if (groups < folds) {
      throw new AppError(
        400,
        `Split calibration has ${groups} groups of ${name}; at least ${folds} are needed to set thresholds.`,
      )
    }
  }
}

const logit = (p: number) => {
  const inside = Math.min(1 - 1e-15, Math.max(1e-300, p))
  return Math.log(inside / (1 - inside))
}
