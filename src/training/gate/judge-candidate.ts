import { pairedScores, plainScores } from './bootstrap.ts'
import { acceptedOutliers, confusion, precisionRecall, predictions, reliability } from './drawn.ts'
import { judgeFoods } from './foods.ts'
import type { GateInput } from './input.ts'
import { compareLatency } from './latency.ts'
import { judgeNewFoods, stillLearning } from './new-foods.ts'
import { differenceOf, orNull } from './numbers.ts'
import { pair } from './pairing.ts'
import type { GateReport } from './report.ts'
import { applyRules } from './rules.ts'
import { place } from './scores.ts'
import { summarise } from './words.ts'

/**
 * The gate: compares a candidate with the champion on the same photos and says whether it may serve, with every number
 * and every rule of DESIGN section 5. Pure; the same input gives the same report. With 1,100 photos and 10,000 draws it
 * takes about a second.
 *
 * Throws RangeError where the models were not judged on the same photos: that is a mistake of the caller's.
 */
export function judgeCandidate(all: GateInput): GateReport {
  refuseUnequal(all)
  const { givenUp = new Map() } = all
  const input = { ...all, names: new Map([...all.names].filter(([food]) => !givenUp.has(food))) }
  const { champion, candidate, names, limits, seed, draws = 10_000 } = input
  const pairing = pair(champion, candidate, { names, ...limits })
  const paired = pairedScores(pairing, draws, seed)

  const scoreOf = (i: number) => {
    const difference = differenceOf(paired[i])
    const error = paired[i]?.error ?? Number.NaN
    return { ...difference, detectable: orNull(limits.detectable * error) }
  }
  const scores = {
    macroF1: scoreOf(place.macroF1),
    accuracy: scoreOf(place.accuracy),
    fBeta: scoreOf(place.fBeta),
    auroc: scoreOf(place.auroc),
    calibrationError: scoreOf(place.calibrationError),
  }
  const marginOf = ({ detectable }: { detectable: number | null }, most = 1) => {
    const margin = Math.max(limits.margin, Math.min(detectable ?? 0, most))
    return { margin, because: margin > limits.margin ? ('power' as const) : ('limit' as const) }
  }

  const measured = {
    scores,
    margins: {
      macroF1: marginOf(scores.macroF1, limits.macroF1MarginMost),
      fBeta: marginOf(scores.fBeta),
    },
    foods: judgeFoods(input, pairing, paired),
    newFoods: judgeNewFoods(input, pairing),
    stillLearning: stillLearning(input),
    // What went in an earlier night was said then.
    givenUp: [...givenUp]
      .filter(([food]) => champion.card.claimed.includes(food))
      .map(([food, photos]) => ({ food, name: all.names.get(food)?.en ?? food, photos })),
    earlier: input.earlier.map(model => againstEarlier(model, input)),
    damaged: [...(input.damaged ?? [])],
    latency: compareLatency(input.latency, seed),
    exported: input.exported,
  }
  const rules = applyRules(measured, all)
  const passed = rules.every(rule => rule.passed)
  return {
    format: 1,
    candidate: candidate.card.version,
    champion: champion.card.version,
    passed,
    summary: summarise({ passed, rules, ...measured }, all.names),
    rules,
    gate: sizes(input),
    data: input.data,
    ...measured,
    confusion: confusion(candidate),
    precisionRecall: {
      champion: precisionRecall(pairing, pairing.champion),
      candidate: precisionRecall(pairing, pairing.candidate),
    },
    reliability: {
      champion: reliability(pairing, pairing.champion),
      candidate: reliability(pairing, pairing.candidate),
    },
    outliers: acceptedOutliers(input),
    history: candidate.card.history,
    ...predictions(input),
  }
}

function againstEarlier(
  earlier: GateInput['earlier'][number],
  { candidate, names, limits }: GateInput,
): GateReport['earlier'][number] {
  const pairing = pair(earlier, candidate, { names, ...limits })
  const { champion: before, candidate: now } = plainScores(pairing)
  const difference = (i: number) => orNull((now[i] ?? Number.NaN) - (before[i] ?? Number.NaN))
  return {
    version: earlier.card.version,
    shipped: earlier.shipped,
    learnedSince: candidate.card.claimed.filter(
      food => names.has(food) && !earlier.card.claimed.includes(food),
    ).length,
    macroF1: difference(place.macroF1),
    fBeta: difference(place.fBeta),
  }
}

function sizes({ champion, candidate, names }: GateInput): GateReport['gate'] {
  const claims = ({ card }: typeof champion, food: string) => names.has(food) && card.claimed.includes(food)
  const foods = champion.judged.filter(({ kind }) => kind === 'food')
  const compared = foods.filter(({ label }) => claims(champion, label))
  const outliers = champion.judged.filter(({ kind }) => kind === 'outlier')
  const newFoods = foods.filter(({ label }) => !claims(champion, label) && claims(candidate, label))
  return {
    foods: compared.length,
    outliers: outliers.length,
    groups: new Set([...compared, ...outliers].map(({ kind, label, group }) => `${kind} ${label} ${group}`))
      .size,
    newFoods: newFoods.length,
    unclaimed: foods.length - compared.length - newFoods.length,
  }
}

function refuseUnequal({ champion, candidate, earlier, photoIds, latency }: GateInput): void {
  for (const { card, judged } of [candidate, ...earlier]) {
    const same =
      judged.length === champion.judged.length &&
      judged.every(({ label, kind, group }, row) => {
        const other = champion.judged[row]
        return other?.label === label && other.kind === kind && other.group === group
      })
    if (!same)
      throw new RangeError(`${card.version} was not judged on the photos of ${champion.card.version}.`)
  }
  if (photoIds.length !== champion.judged.length) throw new RangeError('photoIds must name every gate photo.')
  if (latency.champion.length === 0 || latency.champion.length !== latency.candidate.length)
    throw new RangeError('Both models must be timed, on the same photos.')
  if (latency.backbone.length === 0) throw new RangeError('The backbone must be timed.')
}
