import type { Estimate, Evaluation, Score, Share } from './evaluate.ts'
import type { Interval } from './metrics/intervals.ts'

const names: Record<Score, string> = {
  macroF1: 'macro-F1, foods with 25 training photos or more',
  macroF1Claimed: 'macro-F1, all claimed foods',
  servedMacroF1: 'served macro-F1 (a refused food is a miss)',
  servedMacroF1WithOutliers: '  the same, accepted outliers counted against it',
  accuracy: 'accuracy',
  fBeta: 'F-beta(1.5), rejecting outliers',
  auroc: 'AUROC, outliers against foods',
  falsePositivesAt95: 'foods refused if 95% of outliers are rejected',
  expectedCalibrationError: 'expected calibration error',
  brier: 'Brier score',
  logLoss: 'log loss',
}

/** What `tangkap evaluate` prints for people, every figure with its 95% interval. */
export function evaluationText(evaluation: Evaluation): string {
  const { photos, scores } = evaluation
  const shares: [string, Share][] = [
    ['refused foods', evaluation.refused],
    ['accepted outliers', evaluation.accepted],
    ['screens rejected', evaluation.screensRejected],
    ['foods recognised', evaluation.recognised],
    ['foods unsure', evaluation.unsure],
    ['foods unknown', evaluation.unknown],
    ['right food offered, of accepted foods', evaluation.coverage],
    ['right food offered, of unsure foods', evaluation.coverageUnsure],
    ['still-learning foods left unknown', evaluation.stillLearningUnknown],
  ]
  return [
    `Model ${evaluation.model} on ${photos.foods} photos of foods, ${photos.outliers} outliers and ${photos.stillLearning} photos of foods still being learned.`,
    ...(evaluation.notClaimed.length > 0
      ? [`Not claimed, counted as 0: ${evaluation.notClaimed.join(', ')}.`]
      : []),
    '',
    ...Object.entries(scores).map(([name, estimate]) => line(names[name as Score], number(estimate))),
    ...shares.map(([name, share]) => line(name, percentage(share))),
    ...evaluation.reweighted.map(({ outliers, fBeta }) =>
      line(`F-beta(1.5) if ${outliers * 100}% were outliers`, number(fBeta)),
    ),
    '',
    table(
      ['food', 'photos', 'precision', 'recall', 'F1'],
      evaluation.perFood.map(food => [
        food.label,
        String(food.count),
        ofFood(food.precision, food.intervals.precision),
        ofFood(food.recall, food.intervals.recall),
        ofFood(food.f1, food.intervals.f1),
      ]),
    ),
    '',
    table(
      ['kind of outlier', 'photos', 'accepted', 'F-beta(1.5)', 'AUROC', 'foods refused at 95%'],
      evaluation.perKind.map(kind => [
        kind.kind,
        String(kind.accepted.total),
        String(kind.accepted.hits),
        ofKind(kind.fBeta),
        ofKind(kind.auroc),
        ofKind(kind.falsePositivesAt95),
      ]),
    ),
    '',
    'Taken for another food:',
    ...evaluation.confusions
      .slice(0, 12)
      .map(({ truth, answer, count }) => `  ${truth} for ${answer}: ${count}`),
  ].join('\n')
}

const line = (name: string, value: string) => `${name.padEnd(52)}${value}`

export function number({ value, interval: [low, high] }: Estimate): string {
  return `${value.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]`
}

export function percentage({ value, hits, total, interval: [low, high] }: Share): string {
  if (total === 0) return 'no photos'
  const percent = (share: number) => (100 * share).toFixed(1)
  return `${percent(value)}%  [${percent(low)}, ${percent(high)}]  ${hits} of ${total}`
}

/** For a cell of a table: of one food's few photos two digits of an interval say enough. */
const ofFood = (value: number | null, interval: Interval | null) =>
  value === null || interval === null ? '-' : `${value.toFixed(3)} [${fixed(interval, 2)}]`

const ofKind = ({ value, interval }: Estimate) => `${value.toFixed(3)} [${fixed(interval, 3)}]`

const fixed = (interval: Interval, digits: number) => interval.map(bound => bound.toFixed(digits)).join(', ')

/** Columns padded to their widest cell; the first to the left, the others to the right. */
export function table(header: string[], rows: string[][]): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)))
  return all
    .map(row =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n')
}
