import { type Interval, quantile } from '../metrics/intervals.ts'
import { type Random, seededRandom } from '../random.ts'
import type { Refusals } from './input.ts'
import type { Pairing } from './pairing.ts'
import { firstFood, type NewFoodRefusals, scorer } from './scores.ts'

export interface PairedScore {
  readonly champion: number
  readonly candidate: number
  /** Candidate minus champion, with its 95% interval and standard error. */
  readonly difference: number
  readonly interval: Interval
  readonly error: number
}

/**
 * Every score of both models in the order of scores.ts, and their differences by a paired percentile bootstrap (Efron
 * 1979): in each draw both models are scored on the same near-duplicate groups, drawn within each class, so what makes
 * a gate hard for both falls out of the difference.
 */
export function pairedScores(pairing: Pairing, draws: number, seed: number): PairedScore[] {
  const size = firstFood + pairing.foods.length
  const [champion, candidate] = [new Float64Array(size), new Float64Array(size)]
  const scores = [scorer(pairing, 'champion'), scorer(pairing, 'candidate')] as const
  const weights = new Uint16Array(pairing.truth.length)
  const differences = Array.from({ length: size }, () => new Float64Array(draws))

  const random = seededRandom(seed)
  const drawn = new Uint16Array(pairing.classes.at(-1) ?? 0)
  for (let draw = 0; draw < draws; draw++) {
    drawn.fill(0)
    for (let i = 0; i + 1 < pairing.classes.length; i++) {
      const [from, to] = [pairing.classes[i] as number, pairing.classes[i + 1] as number]
      for (let k = from; k < to; k++) {
        const group = from + Math.floor(random() * (to - from))
        drawn[group] = (drawn[group] as number) + 1
      }
    }
    for (let photo = 0; photo < weights.length; photo++) {
      weights[photo] = drawn[pairing.group[photo] as number] as number
    }
    scores[0](weights, drawnRefusals(pairing, 'champion', random), champion)
    scores[1](weights, drawnRefusals(pairing, 'candidate', random), candidate)
    for (let i = 0; i < size; i++) {
      const column = differences[i] as Float64Array
      column[draw] = (candidate[i] as number) - (champion[i] as number)
    }
  }

  weights.fill(1)
  scores[0](weights, refusals(pairing, 'champion'), champion)
  scores[1](weights, refusals(pairing, 'candidate'), candidate)
  return differences.map((column, i) => {
    const [one, other] = [champion[i] as number, candidate[i] as number]
    return { champion: one, candidate: other, difference: other - one, ...spread(column) }
  })
}

/** The two scores that decide, as measured; without intervals. */
export function plainScores(pairing: Pairing): { champion: Float64Array; candidate: Float64Array } {
  const size = firstFood + pairing.foods.length
  const once = new Uint16Array(pairing.truth.length).fill(1)
  const [champion, candidate] = [new Float64Array(size), new Float64Array(size)]
  scorer(pairing, 'champion')(once, refusals(pairing, 'champion'), champion)
  scorer(pairing, 'candidate')(once, refusals(pairing, 'candidate'), candidate)
  return { champion, candidate }
}

type Side = 'champion' | 'candidate'

function refusals(
  { newFoods }: Pairing,
  side: Side,
  refused = (of: Refusals) => of.refused,
): NewFoodRefusals {
  const sums = { refused: 0, accepted: 0 }
  for (const food of newFoods) {
    const share = refused(food[side]) / food[side].photos
    sums.refused += food.photos * share
    sums.accepted += food.photos * (1 - share)
  }
  return sums
}

/** As if other photos of the new foods had come; each model's for itself, which makes the interval wider, not narrower. */
const drawnRefusals = (pairing: Pairing, side: Side, random: Random): NewFoodRefusals =>
  refusals(pairing, side, ({ photos, refused }) => {
    let drawn = 0
    for (let i = 0; i < photos; i++) if (random() * photos < refused) drawn++
    return drawn
  })

/** 95% interval and standard deviation of what was drawn. */
export function spread(drawn: Float64Array): { interval: Interval; error: number } {
  const sorted = drawn.slice().sort()
  let sum = 0
  for (const value of sorted) sum += value
  const mean = sum / sorted.length
  let squares = 0
  for (const value of sorted) squares += (value - mean) ** 2
  return {
    interval: [quantile(sorted, 0.025), quantile(sorted, 0.975)],
    error: Math.sqrt(squares / (sorted.length - 1)),
  }
}
