import type { GateReport, RuleName, RuleResult } from './report.ts'

/** A share of 1 as points of 100. */
export const points = (value: number): string => (100 * value).toFixed(1)

export const rounded = (value: number | null): string => (value === null ? 'not known' : points(value))

/** "laksa", "laksa and satay", "laksa, satay and pau". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** What changed, a sentence each, for somebody who has never heard of F1. */
export function summarise(
  report: Pick<
    GateReport,
    'passed' | 'rules' | 'foods' | 'newFoods' | 'stillLearning' | 'givenUp' | 'scores'
  >,
): string[] {
  const names = (verdict: string) =>
    report.foods.filter(food => food.verdict === verdict).map(({ name }) => name)
  const learned = report.newFoods.map(({ name, trainingPhotos }) => `${name} from ${trainingPhotos} photos`)
  const better = names('better')
  const failed = report.rules.filter(({ passed }) => !passed)
  const changed = report.scores.macroF1.difference !== 0 || report.scores.fBeta.difference !== 0
  return [
    report.passed
      ? 'The new model is good enough to take over.'
      : `The new model was refused; today's model stays.`,
    ...failed.filter(({ rule }) => !saidBy(rule, failed)).map(({ sentence }) => sentence),
    ...(learned.length > 0 ? [`${report.passed ? 'Learned' : 'It had learned'} ${listed(learned)}.`] : []),
    ...report.givenUp.map(
      ({ name, photos }) =>
        `Of ${name} ${photos === 0 ? 'no photo is' : photos === 1 ? 'only 1 photo is' : `only ${photos} photos are`} left, so it can no longer be known.`,
    ),
    ...notYet(report.stillLearning),
    ...(better.length > 0 ? [`Better at ${listed(better)}.`] : []),
    ...changedPhotos(report.foods),
    ...(report.passed && changed ? ['Nothing got clearly worse.'] : []),
    ...(changed ? [] : ['It answers the photos it was judged by exactly as well as before.']),
  ]
}

/** Near-duplicates counted once. */
function changedPhotos(foods: GateReport['foods']): string[] {
  const total = (of: 'groups' | 'gained' | 'lost') => sum(foods.map(food => food[of]))
  const [gained, lost] = [total('gained'), total('lost')]
  const are = (n: number, before: string, now: string) =>
    n > 0
      ? [`${n} that ${n === 1 ? 'was' : 'were'} ${before} before ${n === 1 ? 'is' : 'are'} ${now} now`]
      : []
  const parts = [...are(gained, 'wrong', 'right'), ...are(lost, 'right', 'wrong')]
  return parts.length > 0 ? [`Of ${total('groups')} different food photos, ${parts.join(', and ')}.`] : []
}

const mostNamed = 3

/** Whoever dropped photos of a food wants to hear why it is not named. */
function notYet(foods: GateReport['stillLearning']): string[] {
  const more = foods.length - mostNamed
  return [
    ...foods.slice(0, mostNamed).map(({ name, photos, needed }) => {
      const still = `${name} is still being learned`
      if (photos < needed) return `${still}: ${photos} of ${needed} different photos.`
      return `${still}: it has ${photos} photos, and is too often mistaken. More different ones help.`
    }),
    ...(more > 0 ? [`So ${more === 1 ? 'is 1 more food' : `are ${more} more foods`}.`] : []),
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
