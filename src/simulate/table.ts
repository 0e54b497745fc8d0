import type { NightResult } from './night.ts'
import { fallen, type NightScore } from './scores.ts'

const columns = [
  'night',
  'photos',
  'settled',
  'wrong',
  'gate',
  'foods',
  'F1',
  'F-beta',
  'F1 first',
  'seconds',
] as const

const pad = (cells: readonly string[]) =>
  cells.map((cell, i) => cell.padStart(columns[i]?.length ?? 0)).join('  ')

export const tableHead = (): string => `${pad([...columns])}  what happened`

/** What the model was worth before the first night's job. */
export const beforeLine = (score: NightScore, claimed: number): string =>
  pad(['start', '', '', '', '', String(claimed), ...scoresOf(score), ''])

export function nightLine(night: NightResult): string {
  const cells = [
    ...[night.night, night.photos, night.settled.photos, night.settled.wrong].map(String),
    night.outcome === 'promoted' ? '  ▲ ' : night.outcome === 'refused' ? '  ✕ ' : '  · ',
    String(night.claimed),
    ...scoresOf(night.score),
    night.seconds.toFixed(0),
  ]
  return `${pad(cells)}  ${happened(night)}`
}

function happened({ added, opened, badLight, rolledBack, learned, why, refused }: NightResult): string {
  return [
    ...(added ? [`organiser adds ${added}`] : []),
    ...opened.map(food => `stall of ${food} opens`),
    ...(badLight ? ['bad light'] : []),
    ...(rolledBack ? ['the version before came back by itself'] : []),
    ...(learned.length > 0 ? [`learned ${learned.join(', ')}`] : []),
    ...(why ? [why] : []),
    ...(refused ? [`without a gate ${scoresOf(refused).join(', ')}`] : []),
  ].join('; ')
}

const scoresOf = ({ f1, fBeta, firstF1 }: NightScore) => [f1, fBeta, firstF1].map(value => value.toFixed(3))

const names: Record<keyof NightScore, string> = {
  f1: 'F1 over all foods',
  fBeta: 'F-beta',
  firstF1: 'F1 over the foods of the first night',
}

/** What the event showed, in a few lines. `first`: the model before any job. */
export function conclusion(first: NightScore, nights: readonly NightResult[]): string[] {
  const count = (outcome: NightResult['outcome']) => nights.filter(night => night.outcome === outcome).length
  const falls = fallen(first, nights)
  const last = nights.at(-1)
  const lowest = (score: keyof NightScore) => Math.min(...nights.map(night => night.score[score]))
  return [
    `${count('promoted')} promoted, ${count('refused')} refused, ${count('unchanged')} nights without a change.`,
    ...(last
      ? (Object.keys(names) as (keyof NightScore)[]).map(
          score =>
            `${names[score]}: ${first[score].toFixed(3)} before the first night, ${last.score[score].toFixed(3)} after the last, never under ${lowest(score).toFixed(3)}.`,
        )
      : []),
    ...(falls.length === 0
      ? ['Neither F1 over all foods nor F-beta fell more than a point below the first night.']
      : falls.map(
          ({ night, score, loss }) =>
            `Night ${night}: ${names[score]} fell ${(100 * loss).toFixed(1)} points below the first night.`,
        )),
  ]
}
