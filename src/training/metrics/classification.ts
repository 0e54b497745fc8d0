import { countBy } from '../count-by.ts'

/** One photo of a food: what it is, and what was answered; null: nothing (refused). */
export interface Answer {
  readonly truth: string
  readonly answer: string | null
}

export interface ClassScore {
  readonly label: string
  /** Photos that are this food. */
  readonly count: number
  /** Null when nothing was answered as this food. */
  readonly precision: number | null
  /** Null without photos of this food. */
  readonly recall: number | null
  /** Null without either. */
  readonly f1: number | null
}

/** Precision, recall and F1 of each label, in the order given. */
export function classScores(answers: readonly Answer[], labels: readonly string[]): ClassScore[] {
  const count = countBy(answers, ({ truth }) => truth)
  const answered = countBy(answers, ({ answer }) => answer)
  const right = countBy(
    answers.filter(({ truth, answer }) => truth === answer),
    ({ truth }) => truth,
  )
  return labels.map(label => {
    const [n, claimed, hits] = [count.get(label) ?? 0, answered.get(label) ?? 0, right.get(label) ?? 0]
    return {
      label,
      count: n,
      precision: claimed > 0 ? hits / claimed : null,
      recall: n > 0 ? hits / n : null,
      f1: n + claimed > 0 ? (2 * hits) / (n + claimed) : null,
    }
  })
}

/** Mean F1 over the labels that have photos; a label of `zero` (one that is not claimed) counts as 0. */
export function macroF1(
  answers: readonly Answer[],
  labels: readonly string[],
  zero: ReadonlySet<string> = new Set(),
) {
  const scored = classScores(answers, labels).filter(({ count }) => count > 0)
  return mean(scored.map(({ label, f1 }) => (zero.has(label) ? 0 : (f1 ?? 0))))
}

export const accuracy = (answers: readonly Answer[]) =>
  mean(answers.map(({ truth, answer }) => (truth === answer ? 1 : 0)))

export interface Confusion {
  readonly truth: string
  readonly answer: string
  readonly count: number
}

/** What was taken for what, most often first. */
export function confusions(answers: readonly Answer[]): Confusion[] {
  const wrong = answers.flatMap(({ truth, answer }) =>
    answer === null || answer === truth ? [] : [`${truth}\t${answer}`],
  )
  return [...countBy(wrong, pair => pair)]
    .map(([pair, count]) => {
      const [truth = '', answer = ''] = pair.split('\t')
      return { truth, answer, count }
    })
    .sort((a, b) => b.count - a.count || a.truth.localeCompare(b.truth) || a.answer.localeCompare(b.answer))
}

export function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : Number.NaN
}
