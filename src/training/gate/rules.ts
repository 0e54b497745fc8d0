import type { GateLimits } from '../../packs/gate-limits.ts'
import { failedNewFoods } from './new-foods.ts'
import type { GateReport, RuleName, RuleResult } from './report.ts'
import { listed, points, rounded } from './words.ts'

/** What the rules look at. */
export type Measured = Pick<
  GateReport,
  'scores' | 'margins' | 'foods' | 'newFoods' | 'earlier' | 'latency' | 'exported'
>

/** Largest difference between the exported head and the trainer. */
const exportTolerance = 1e-4

/** Every rule of the gate. What cannot be computed does not pass. */
export function applyRules(measured: Measured, limits: GateLimits): RuleResult[] {
  return [
    ...level('macroF1', 'macroF1Bound', 'telling foods apart', measured, limits),
    accuracy(measured, limits),
    ...level('fBeta', 'fBetaBound', 'turning away what is no food it knows', measured, limits),
    slowSlide(measured, limits),
    foods(measured, limits),
    newFoods(measured, limits),
    floors(measured, limits),
    exported(measured),
    latency(measured, limits),
  ]
}

/** A score against the champion's: as measured, and at the lower end of its interval. */
function level(
  score: 'macroF1' | 'fBeta',
  bound: 'macroF1Bound' | 'fBetaBound',
  what: string,
  { scores, margins, newFoods }: Measured,
  limits: GateLimits,
): RuleResult[] {
  const { champion, candidate, difference, interval } = scores[score]
  if (champion === null || candidate === null || difference === null || interval === null) {
    const sentence = `There are no photos to judge ${what} by.`
    return [score, bound].map(rule => ({ rule, passed: false, sentence }))
  }
  const { because } = margins[score]
  const cost = costOf(newFoods, limits)
  const margin = margins[score].margin + cost
  const passed = difference >= -limits.tolerance - cost
  const lowest = interval[0]
  const close = lowest > -margin
  const limit = hundredths(margin)
  const compared = close ? `up to ${limit} are allowed` : `more than the ${limit} that are allowed`
  const allowed = cost > 0 ? `${compared} while it learns new foods` : compared
  const why =
    because === 'power' ? `${allowed}, as smaller differences cannot be seen with so few photos` : allowed
  const before = `${points(candidate)} points, ${points(champion)} before`
  return [
    {
      rule: score,
      passed,
      sentence: !passed
        ? `It is worse than today's model at ${what}: ${before}.`
        : difference < -limits.tolerance
          ? `What it learned cost a little at ${what}: ${before}.`
          : `It is as good as today's model at ${what}: ${before}.`,
    },
    {
      rule: bound,
      passed: close,
      sentence:
        lowest > -0.00005
          ? `Other photos of the same kind would show no loss at ${what} either.`
          : `With other photos of the same kind, ${what} could come out ${hundredths(-lowest)} points worse: ${why}.`,
    },
  ]
}

/** Points with two digits: a loss and what is allowed often lie close together. */
const hundredths = (value: number) => (100 * value).toFixed(2)

/** What the newly learned foods that reach their own bar may cost the others. */
const costOf = (newFoods: GateReport['newFoods'], { floors, newFoodCost, newFoodsPaid }: GateLimits) =>
  newFoodCost *
  Math.min(newFoodsPaid, newFoods.filter(({ f1 }) => f1 !== null && f1 >= floors.newFood).length)

/**
 * The mean over foods wavers with the few photos of the rarest ones; the share of all photos does not. What a new food
 * may cost is for the mean alone to say: it takes its few photos mostly from the foods that have many.
 */
function accuracy({ scores, newFoods }: Measured, limits: GateLimits): RuleResult {
  const { champion, candidate, difference } = scores.accuracy
  const asMany = difference !== null && difference >= -limits.tolerance
  const shares = `${rounded(candidate)} of 100, ${rounded(champion)} before`
  return result(
    'accuracy',
    asMany || (difference !== null && costOf(newFoods, limits) > 0),
    asMany
      ? `It names as many photos rightly as today's model: ${shares}.`
      : `What it learned cost a few photos that were named rightly: ${shares}.`,
    `It names fewer photos rightly than today's model: ${shares}.`,
  )
}

/** Small losses, each of them allowed, must not add up; but for what each food learned since may have cost. */
function slowSlide({ earlier }: Measured, { slide, newFoodCost }: GateLimits): RuleResult {
  const worst = earlier
    .filter(({ macroF1, fBeta, learnedSince }) => {
      const allowed = -slide - newFoodCost * learnedSince
      return (macroF1 ?? 0) < allowed || (fBeta ?? 0) < allowed
    })
    .map(({ version, shipped, macroF1, fBeta }) => ({
      name: shipped ? 'the model that came with the program' : version,
      loss: -Math.min(macroF1 ?? 0, fBeta ?? 0),
    }))
    .sort((a, b) => b.loss - a.loss)[0]
  const but = earlier.some(({ learnedSince }) => learnedSince > 0)
    ? ', and a little more for foods learned since'
    : ''
  return result(
    'slowSlide',
    !worst,
    `It is not more than ${amount(slide)} under any model that served before${but}.`,
    `It is ${points(worst?.loss ?? 0)} points under ${worst?.name}, which would be a slow slide; ${amount(slide)} is allowed${but}.`,
  )
}

function foods({ foods }: Measured, limits: GateLimits): RuleResult {
  const named = (verdict: string) => foods.filter(food => food.verdict === verdict).map(({ name }) => name)
  const [worse, dropped, few] = [named('worse'), named('dropped'), named('too few')]
  const problems = [
    ...(worse.length > 0 ? [`It became clearly worse at ${listed(worse)}.`] : []),
    ...(dropped.length > 0 ? [`It no longer knows ${listed(dropped)}.`] : []),
  ]
  const unseen =
    few.length > 0
      ? ` ${few.length} of ${foods.length} have too few different photos to judge alone (under ${limits.groups}).`
      : ''
  return result('foods', problems.length === 0, `No food became clearly worse.${unseen}`, problems.join(' '))
}

function newFoods({ newFoods }: Measured, { floors }: GateLimits): RuleResult {
  const failed = failedNewFoods({ newFoods }, floors.newFood)
  const told = (foods: GateReport['newFoods']) =>
    listed(foods.map(({ name, f1 }) => `${name} (${f1 === null ? 'not judged' : points(f1)})`))
  return result(
    'newFoods',
    failed.length === 0,
    newFoods.length === 0
      ? 'There is no new food to judge.'
      : `It knows the new foods well enough: ${told(newFoods)}; ${points(floors.newFood)} are asked for.`,
    `It does not know ${told(failed)} well enough yet; ${points(floors.newFood)} are asked for.`,
  )
}

function floors({ scores }: Measured, { floors }: GateLimits): RuleResult {
  const least: [string, number | null, number][] = [
    ['telling foods apart', scores.macroF1.candidate, floors.macroF1],
    ['turning away the rest', scores.fBeta.candidate, floors.fBeta],
    ['ranking the rest last', scores.auroc.candidate, floors.auroc],
  ]
  const error = scores.calibrationError.candidate
  const under = [
    ...least
      .filter(([, value, floor]) => value === null || value < floor)
      .map(([what, value, floor]) => `${what} (${rounded(value)}, at least ${points(floor)})`),
    ...(error === null || error > floors.calibrationError
      ? [`how far its sureness is off (${rounded(error)}, at most ${points(floors.calibrationError)})`]
      : []),
  ]
  return result(
    'floors',
    under.length === 0,
    'It reaches what this pack asks of every model.',
    `It does not reach what this pack asks of every model: ${listed(under)}.`,
  )
}

function exported({ exported }: Measured): RuleResult {
  return result(
    'export',
    exported.vectors > 0 && exported.largest <= exportTolerance,
    'The saved model answers exactly as the trained one.',
    'The saved model does not answer as the trained one; the file must not be used.',
  )
}

function latency({ latency }: Measured, limits: GateLimits): RuleResult {
  const allowed = Math.max(limits.latency, latency.champion / 10)
  const times = `${latency.candidate.toFixed(2)} ms a photo, ${latency.champion.toFixed(2)} ms before`
  return result(
    'latency',
    latency.difference <= allowed,
    `It is as quick as before: ${times}.`,
    `It has become slow: ${times}.`,
  )
}

const amount = (share: number) => (share === 0.01 ? '1 point' : `${points(share)} points`)

const result = (rule: RuleName, passed: boolean, good: string, bad: string): RuleResult => ({
  rule,
  passed,
  sentence: passed ? good : bad,
})
