import type { ModelCard, Rejection, RejectionFeature } from './model-card.ts'

export const verdicts = ['recognised', 'unsure', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

export interface Candidate {
  readonly food: string
  /** Calibrated, among the claimed foods: the probabilities of all claimed foods sum to 1. */
  readonly probability: number
}

export interface VerdictResult {
  readonly verdict: Verdict
  /** The likeliest food when recognised or unsure; null when unknown. */
  readonly food: string | null
  /** Of the likeliest food, whatever the verdict. */
  readonly probability: number
  /** The likeliest foods, best first, at most five: what is kept with the prediction. */
  readonly candidates: readonly Candidate[]
  /** What to show: one food when recognised, two or three when unsure, none when unknown. */
  readonly offer: readonly string[]
  /** Probability, 0 to 1, that this is no food the model claims. */
  readonly outlier: number
  /** Unknown only because of the menu: the food it would have been recognised as without one. */
  readonly offMenu?: string
}

/** The part of a model card a verdict needs. */
export type VerdictRule = Pick<
  ModelCard,
  'foods' | 'claimed' | 'temperature' | 'namingShift' | 'rejection' | 'conformal'
>

/** What a menu puts in place of a card's own numbers: the foods on it that the model claims, and what fits them. */
export type MenuRule = Omit<VerdictRule, 'foods' | 'namingShift'>

const kept = 5
const offered = 3

/**
 * Scores to a verdict. `foodLogits` [foods] in the card's order, `outlierLogits` [outlier classes], `neighbours` as
 * bank.ts gives it, where the rule asks for it; pure.
 *
 * Unknown: the outlier probability reaches its threshold. Else the least-ambiguous set of foods (Sadinle, Lei and
 * Wasserman 2019, arXiv 1609.00451) decides: exactly one food is recognised, anything else is unsure.
 */
export function decide(
  foodLogits: Float32Array,
  outlierLogits: Float32Array,
  rule: VerdictRule,
  neighbours = 0,
): VerdictResult {
  const scores = knownAndUnknown(foodLogits, outlierLogits, rule)
  const candidates = probabilities(scores.named, rule.temperature)
    .map((probability, i) => ({ food: rule.claimed[i] ?? '', probability }))
    .sort((a, b) => b.probability - a.probability)
  const outlier = outlierProbability(rejectionInput(scores, rule.temperature, neighbours), rule.rejection)
  const best = candidates[0]
  const result = { probability: best?.probability ?? 0, candidates: candidates.slice(0, kept), outlier }
  if (!best || outlier >= rule.rejection.threshold)
    return { verdict: 'unknown', food: null, offer: [], ...result }

  const set = candidates.filter(candidate => candidate.probability >= rule.conformal.threshold)
  if (set.length === 1) return { verdict: 'recognised', food: best.food, offer: [best.food], ...result }
  // No food is likely enough to stand alone, or several are: people choose, from two at least and three at most.
  const offer = candidates.slice(0, Math.min(offered, Math.max(2, set.length))).map(({ food }) => food)
  return { verdict: 'unsure', food: best.food, offer, ...result }
}

export interface SplitLogits {
  /** Of claimed foods, in the order of `claimed`. */
  readonly known: readonly number[]
  /** The same as foods are named by: less the card's `namingShift` (logit adjustment; Menon et al. 2021, arXiv 2007.07314). */
  readonly named: readonly number[]
  /** Of outlier classes and of foods still being learned. */
  readonly unknown: readonly number[]
}

/** A food still being learned is, for the verdict, one more kind of outlier: near it, nothing is claimed. */
export function knownAndUnknown(
  foodLogits: Float32Array,
  outlierLogits: Float32Array,
  rule: Pick<ModelCard, 'foods' | 'claimed' | 'namingShift'>,
): SplitLogits {
  const byFood = new Map(rule.foods.map((food, i) => [food, foodLogits[i] ?? Number.NaN]))
  const known = rule.claimed.map(food => byFood.get(food) ?? Number.NaN)
  for (const food of rule.claimed) byFood.delete(food)
  const named = known.map((logit, i) => logit - (rule.namingShift?.[rule.claimed[i] ?? ''] ?? 0))
  return { known, named, unknown: [...byFood.values(), ...outlierLogits] }
}

/** Softmax of logits divided by a temperature (Guo et al. 2017, arXiv 1706.04599). */
export function probabilities(logits: readonly number[], temperature: number): number[] {
  const total = logSumExp(logits, temperature)
  return logits.map(logit => Math.exp(logit / temperature - total))
}

/** One of `probabilities`. */
export const probabilityOf = (index: number, logits: readonly number[], temperature: number): number =>
  Math.exp((logits[index] ?? Number.NaN) / temperature - logSumExp(logits, temperature))

/** The features the rejection is made of; each grows as a photo looks less like a claimed food. */
export function rejectionInput(
  scores: SplitLogits,
  temperature: number,
  neighbours: number,
): Record<RejectionFeature, number> {
  const known = logSumExp(scores.known, temperature)
  return {
    // How much more the classes outside explain the photo than the claimed foods do.
    logOdds: logSumExp(scores.unknown, temperature) - known,
    neighbours,
    maxProbability: known - Math.max(...scores.known) / temperature,
    // Liu et al. 2020, arXiv 2010.03759.
    energy: -known,
  }
}

export function outlierProbability(input: Record<RejectionFeature, number>, rejection: Rejection): number {
  const sum = rejection.features.reduce(
    (total, feature, i) => total + (rejection.weights[i] ?? 0) * input[feature],
    rejection.bias,
  )
  return 1 / (1 + Math.exp(-sum))
}

/** Plain loops: temperature and rejection ask for this hundreds of thousands of times. */
function logSumExp(logits: readonly number[], temperature: number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (const logit of logits) largest = Math.max(largest, logit)
  largest /= temperature
  let sum = 0
  for (const logit of logits) sum += Math.exp(logit / temperature - largest)
  return largest + Math.log(sum)
}
