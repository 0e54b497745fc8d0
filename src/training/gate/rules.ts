import type { GateLimits } from '../../packs/gate-limits.ts'
import { type Phrase, phrase, type Value } from '../../web/languages/phrase.ts'
import type { GateInput } from './input.ts'
import { failedNewFoods } from './new-foods.ts'
import type { GateReport, RuleName, RuleResult } from './report.ts'
import { listed, namedBy, points, rounded } from './words.ts'

/** What the rules look at. */
export type Measured = Pick<
  GateReport,
  'scores' | 'margins' | 'foods' | 'newFoods' | 'earlier' | 'latency' | 'exported'
>

/** Every rule of the gate. What cannot be computed does not pass. */
export function applyRules(
  measured: Measured,
  { limits, names }: Pick<GateInput, 'limits' | 'names'>,
): RuleResult[] {
  return [
    ...level('macroF1', 'macroF1Bound', measured, limits),
    accuracy(measured, limits),
    ...level('fBeta', 'fBetaBound', measured, limits),
    slowSlide(measured, limits),
    foods(measured, limits, names),
    newFoods(measured, limits, names),
    floors(measured, limits),
    exported(measured, limits),
    latency(measured, limits),
  ]
}

interface LevelWords {
  unmeasured: Phrase
  worse: (now: string, before: string) => Phrase
  cost: (now: string, before: string) => Phrase
  asGood: (now: string, before: string) => Phrase
  noLoss: Phrase
  /** `why`: what is allowed. */
  loss: (most: string, why: Phrase) => Phrase
}

const levelWords: Record<'macroF1' | 'fBeta', LevelWords> = {
  macroF1: {
    unmeasured: phrase`There are no photos to judge telling foods apart by.`,
    worse: (now, before) =>
      phrase`It is worse than today's model at telling foods apart: ${now} points, ${before} before.`,
    cost: (now, before) =>
      phrase`What it learned cost a little at telling foods apart: ${now} points, ${before} before.`,
    asGood: (now, before) =>
      phrase`It is as good as today's model at telling foods apart: ${now} points, ${before} before.`,
    noLoss: phrase`Other photos of the same kind would show no loss at telling foods apart either.`,
    loss: (most, why) =>
      phrase`With other photos of the same kind, telling foods apart could come out ${most} points worse: ${why}.`,
  },
  fBeta: {
    unmeasured: phrase`There are no photos to judge turning away what is no food it knows by.`,
    worse: (now, before) =>
      phrase`It is worse than today's model at turning away what is no food it knows: ${now} points, ${before} before.`,
    cost: (now, before) =>
      phrase`What it learned cost a little at turning away what is no food it knows: ${now} points, ${before} before.`,
    asGood: (now, before) =>
      phrase`It is as good as today's model at turning away what is no food it knows: ${now} points, ${before} before.`,
    noLoss: phrase`Other photos of the same kind would show no loss at turning away what is no food it knows either.`,
    loss: (most, why) =>
      phrase`With other photos of the same kind, turning away what is no food it knows could come out ${most} points worse: ${why}.`,
  },
}

/** A score against the champion's: as measured, and at the lower end of its interval. */
function level(
  score: 'macroF1' | 'fBeta',
  bound: 'macroF1Bound' | 'fBetaBound',
  { scores, margins, newFoods }: Measured,
  limits: GateLimits,
): RuleResult[] {
  const words = levelWords[score]
  const { champion, candidate, difference, interval } = scores[score]
  if (champion === null || candidate === null || difference === null || interval === null)
    return [score, bound].map(rule => ({ rule, passed: false, sentence: words.unmeasured }))
  const cost = costOf(newFoods, limits)
  const margin = margins[score].margin + cost
  const passed = difference >= -limits.tolerance - cost
  const [lowest] = interval
  const close = lowest > -margin
  const why = whyAllowed(hundredths(margin), {
    close,
    learns: cost > 0,
    fewPhotos: margins[score].because === 'power',
  })
  const compared = !passed ? words.worse : difference < -limits.tolerance ? words.cost : words.asGood
  return [
    { rule: score, passed, sentence: compared(points(candidate), points(champion)) },
    {
      rule: bound,
      passed: close,
      sentence: lowest > -0.00005 ? words.noLoss : words.loss(hundredths(-lowest), why),
    },
  ]
}

function whyAllowed(
  limit: string,
  { close, learns, fewPhotos }: { close: boolean; learns: boolean; fewPhotos: boolean },
): Phrase {
  if (learns && fewPhotos)
    return close
      ? phrase`up to ${limit} are allowed while it learns new foods,
          as smaller differences cannot be seen with so few photos`
      : phrase`more than the ${limit} that are allowed while it learns new foods,
          as smaller differences cannot be seen with so few photos`
  if (learns)
    return close
      ? phrase`up to ${limit} are allowed while it learns new foods`
      : phrase`more than the ${limit} that are allowed while it learns new foods`
  if (fewPhotos)
    return close
      ? phrase`up to ${limit} are allowed, as smaller differences cannot be seen with so few photos`
      : phrase`more than the ${limit} that are allowed, as smaller differences cannot be seen with so few photos`
  return close ? phrase`up to ${limit} are allowed` : phrase`more than the ${limit} that are allowed`
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
  const [now, before] = [rounded(candidate), rounded(champion)]
  return result(
    'accuracy',
    asMany || (difference !== null && costOf(newFoods, limits) > 0),
    asMany
      ? phrase`It names as many photos rightly as today's model: ${now} of 100, ${before} before.`
      : phrase`What it learned cost a few photos that were named rightly: ${now} of 100, ${before} before.`,
    phrase`It names fewer photos rightly than today's model: ${now} of 100, ${before} before.`,
  )
}

/** Small losses, each of them allowed, must not add up; but for what each food learned since may have cost. */
function slowSlide({ earlier }: Measured, { slide, newFoodCost }: GateLimits): RuleResult {
  const worst = earlier
    .filter(({ macroF1, fBeta, learnedSince }) => {
      const allowed = -slide - newFoodCost * learnedSince
      return (macroF1 ?? 0) < allowed || (fBeta ?? 0) < allowed
    })
    .map(({ shipped, macroF1, fBeta }) => ({
      // The page calls an earlier one by its name and has its numbers; this sentence is read elsewhere too.
      name: shipped ? phrase`the model that came with the program` : phrase`a model that served before`,
      loss: -Math.min(macroF1 ?? 0, fBeta ?? 0),
    }))
    .sort((a, b) => b.loss - a.loss)[0]
  const learned = earlier.some(({ learnedSince }) => learnedSince > 0)
  const [allowed, loss, name] = [amount(slide), points(worst?.loss ?? 0), worst?.name ?? '']
  return result(
    'slowSlide',
    !worst,
    learned
      ? phrase`It is not more than ${allowed} under any model that served before, and a little more for foods
          learned since.`
      : phrase`It is not more than ${allowed} under any model that served before.`,
    learned
      ? phrase`It is ${loss} points under ${name}, which would be a slow slide; ${allowed} is allowed, and a little
          more for foods learned since.`
      : phrase`It is ${loss} points under ${name}, which would be a slow slide; ${allowed} is allowed.`,
  )
}

function foods({ foods }: Measured, limits: GateLimits, names: GateInput['names']): RuleResult {
  const named = (verdict: string) => foods.filter(food => food.verdict === verdict).map(namedBy(names))
  const [worse, dropped, few] = [named('worse'), named('dropped'), named('too few')]
  return result(
    'foods',
    worse.length + dropped.length === 0,
    few.length > 0
      ? phrase`No food became clearly worse. ${few.length} of ${foods.length} have too few different photos to judge
          alone (under ${limits.groups}), and count less in the scores.`
      : phrase`No food became clearly worse.`,
    lostWords(worse, dropped),
  )
}

function lostWords(worse: readonly Value[], dropped: readonly Value[]): Phrase {
  if (worse.length === 0) return phrase`It no longer knows ${listed(dropped)}.`
  return dropped.length === 0
    ? phrase`It became clearly worse at ${listed(worse)}.`
    : phrase`It became clearly worse at ${listed(worse)}. It no longer knows ${listed(dropped)}.`
}

function newFoods({ newFoods }: Measured, { floors }: GateLimits, names: GateInput['names']): RuleResult {
  const failed = failedNewFoods({ newFoods }, floors.newFood)
  const named = namedBy(names)
  const told = (foods: GateReport['newFoods']) =>
    listed(
      foods.map(food =>
        food.f1 === null ? phrase`${named(food)} (not judged)` : phrase`${named(food)} (${points(food.f1)})`,
      ),
    )
  const least = points(floors.newFood)
  return result(
    'newFoods',
    failed.length === 0,
    newFoods.length === 0
      ? phrase`There is no new food to judge.`
      : phrase`It knows the new foods well enough: ${told(newFoods)}; ${least} are asked for.`,
    phrase`It does not know ${told(failed)} well enough yet; ${least} are asked for.`,
  )
}

function floors({ scores }: Measured, { floors }: GateLimits): RuleResult {
  const least = (score: 'macroF1' | 'fBeta' | 'auroc', words: (value: Value, floor: string) => Phrase) => {
    const value = scores[score].candidate
    return value === null || value < floors[score] ? [words(rounded(value), points(floors[score]))] : []
  }
  const error = scores.calibrationError.candidate
  const [off, most] = [rounded(error), points(floors.calibrationError)]
  const under = [
    ...least('macroF1', (value, floor) => phrase`telling foods apart (${value}, at least ${floor})`),
    ...least('fBeta', (value, floor) => phrase`turning away the rest (${value}, at least ${floor})`),
    ...least('auroc', (value, floor) => phrase`ranking the rest last (${value}, at least ${floor})`),
    ...(error === null || error > floors.calibrationError
      ? [phrase`how far its sureness is off (${off}, at most ${most})`]
      : []),
  ]
  return result(
    'floors',
    under.length === 0,
    phrase`It reaches what this pack asks of every model.`,
    phrase`It does not reach what this pack asks of every model: ${listed(under)}.`,
  )
}

function exported({ exported }: Measured, limits: GateLimits): RuleResult {
  return result(
    'export',
    exported.vectors > 0 && exported.largest <= limits.exported,
    phrase`The saved model answers exactly as the trained one.`,
    phrase`The saved model does not answer as the trained one; the file must not be used.`,
  )
}

/** Of what a player waits for: on a slow or busy machine a head takes longer, and so does all the rest. */
function latency({ latency }: Measured, limits: GateLimits): RuleResult {
  const before = latency.backbone + latency.champion
  const now = before + latency.difference
  const [told, toldBefore] = [now.toFixed(1), before.toFixed(1)]
  return result(
    'latency',
    now <= before * (1 + limits.latency),
    phrase`It is as quick as before: ${told} ms a photo, ${toldBefore} ms before.`,
    phrase`It has become slow: ${told} ms a photo, ${toldBefore} ms before.`,
  )
}

const amount = (share: number): Phrase => (share === 0.01 ? phrase`1 point` : phrase`${points(share)} points`)

const result = (rule: RuleName, passed: boolean, good: Phrase, bad: Phrase): RuleResult => ({
  rule,
  passed,
  sentence: passed ? good : bad,
})
