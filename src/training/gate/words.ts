import { type Phrase, phrase, type Value, type Words } from '../../web/languages/phrase.ts'
import type { GateInput } from './input.ts'
import type { GateReport, RuleName, RuleResult } from './report.ts'

/** A share of 1 as points of 100. */
export const points = (value: number): string => (100 * value).toFixed(1)

export const rounded = (value: number | null): Value => (value === null ? phrase`not known` : points(value))

/** "laksa", "laksa and satay", "laksa, satay and pau". */
export function listed(all: readonly Value[]): Value {
  const [first = '', second, ...others] = all
  if (second === undefined) return first
  if (others.length === 0) return phrase`${first} and ${second}`
  return listed([phrase`${first}, ${second}`, ...others])
}

/** What a food is called, for a sentence that is read later. */
export const namedBy =
  (names: GateInput['names']) =>
  ({ food, name }: { food: string; name: string }): Value =>
    names.get(food) ?? name

/** What changed, a sentence each, for somebody who has never heard of F1. */
export function summarise(
  report: Pick<
    GateReport,
    'passed' | 'rules' | 'foods' | 'newFoods' | 'stillLearning' | 'givenUp' | 'scores'
  >,
  names: GateInput['names'],
): Words[] {
  const named = namedBy(names)
  const learned = report.newFoods.map(food => phrase`${named(food)} from ${food.trainingPhotos} photos`)
  const better = report.foods.filter(food => food.verdict === 'better').map(named)
  const failed = report.rules.filter(({ passed }) => !passed)
  const changed = report.scores.macroF1.difference !== 0 || report.scores.fBeta.difference !== 0
  return [
    report.passed
      ? phrase`The new model is good enough to take over.`
      : phrase`The new model was refused; today's model stays.`,
    ...failed.filter(({ rule }) => !saidBy(rule, failed)).map(({ sentence }) => sentence),
    ...(learned.length > 0
      ? [report.passed ? phrase`Learned ${listed(learned)}.` : phrase`It had learned ${listed(learned)}.`]
      : []),
    ...report.givenUp.map(food => leftWords(named(food), food.photos)),
    ...notYet(report.stillLearning, named),
    ...(better.length > 0 ? [phrase`Better at ${listed(better)}.`] : []),
    ...changedPhotos(report.foods),
    ...(report.passed && changed ? [phrase`Nothing got clearly worse.`] : []),
    ...(changed ? [] : [phrase`It answers the photos it was judged by exactly as well as before.`]),
  ]
}

function leftWords(name: Value, photos: number): Phrase {
  if (photos === 0) return phrase`Of ${name} no photo is left, so it can no longer be known.`
  return photos === 1
    ? phrase`Of ${name} only 1 photo is left, so it can no longer be known.`
    : phrase`Of ${name} only ${photos} photos are left, so it can no longer be known.`
}

/** Near-duplicates counted once. */
function changedPhotos(foods: GateReport['foods']): Phrase[] {
  const total = (of: 'groups' | 'gained' | 'lost') => sum(foods.map(food => food[of]))
  const [all, gained, lost] = [total('groups'), total('gained'), total('lost')]
  const nowRight =
    gained === 1
      ? phrase`1 that was wrong before is right now`
      : phrase`${gained} that were wrong before are right now`
  const nowWrong =
    lost === 1
      ? phrase`1 that was right before is wrong now`
      : phrase`${lost} that were right before are wrong now`
  if (gained > 0 && lost > 0) return [phrase`Of ${all} different food photos, ${nowRight}, and ${nowWrong}.`]
  return gained + lost > 0
    ? [phrase`Of ${all} different food photos, ${gained > 0 ? nowRight : nowWrong}.`]
    : []
}

const mostNamed = 3

/** Whoever dropped photos of a food wants to hear why it is not named. */
function notYet(foods: GateReport['stillLearning'], named: ReturnType<typeof namedBy>): Phrase[] {
  const more = foods.length - mostNamed
  const others = more === 1 ? phrase`So is 1 more food.` : phrase`So are ${more} more foods.`
  return [
    ...foods.slice(0, mostNamed).map(food => {
      const { photos, needed } = food
      return photos < needed
        ? phrase`${named(food)} is still being learned: ${photos} of ${needed} different photos.`
        : phrase`${named(food)} is still being learned: it has ${photos} photos, and is too often mistaken.
            More different ones help.`
    }),
    ...(more > 0 ? [others] : []),
  ]
}

/** Rules that say nothing new where another one is broken: who is told of a loss need not hear that it may be larger. */
function saidBy(rule: RuleName, failed: readonly RuleResult[]): boolean {
  const broken = (other: RuleName) => failed.some(result => result.rule === other)
  if (rule === 'macroF1Bound' || rule === 'accuracy') return broken('macroF1')
  if (rule === 'fBetaBound') return broken('fBeta')
  return rule === 'slowSlide' && (broken('macroF1') || broken('fBeta'))
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
