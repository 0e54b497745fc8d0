import type { Bank } from '../classifier/bank.ts'
import type { Logits } from '../classifier/head.ts'
import type { HeadLayers } from '../onnx/head.ts'
import { type BaseSet, embeddingOf, teachesHere } from './base-set.ts'
import { type TrainingData, without } from './dataset.ts'
import { bankRows, bankWithout } from './make-bank.ts'
import { seededRandom, seedFor, shuffled } from './random.ts'
import { runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import type { TensorFlow } from './tensorflow.ts'
import { trainHead } from './train-head.ts'

/** A training photo seen by a head that was made without it, its crops and its near-duplicates. */
export interface HeldOut {
  readonly row: number
  /** The same was left out of its `foldBanks`. */
  readonly fold: number
  readonly logits: Logits
}

export interface CrossValidation {
  readonly heldOut: readonly HeldOut[]
  /** Foods most of whose photos were named rightly; only these are worth their weight in the fit. */
  readonly learned: readonly string[]
}

/** Share of a food's photos that must be named rightly, among all foods. */
const leastRecall = 0.6

/** Fits that cross-validation takes. */
const folds = 5

/** A third of the epochs at twice the rate: three times as fast, and on `calibration` as good. */
const foldSettings = (settings: FitSettings): FitSettings => ({
  ...settings,
  epochs: Math.ceil(0.35 * settings.epochs),
  learningRate: 2 * settings.learningRate,
})

/** Epochs that `foldFits` takes in all. */
export const foldEpochs = (labels: readonly string[], settings: FitSettings): number =>
  labels.length > 0 ? folds * foldSettings(settings).epochs : 0

/**
 * Grouped cross-validation over the local training photos of foods that `calibration` has too few photos of, and of
 * outliers: with this event's food alone, every threshold would be one that lets this event's other dishes in. Only local
 * photos are held out: the backbone was trained on the base set's, so a base photo held out would still be no stranger.
 * A fifth of each food and kind is held out in each fold, so it takes five fits however many there are.
 */
export async function crossValidate(
  tf: TensorFlow,
  set: BaseSet,
  data: TrainingData,
  foods: readonly string[],
  settings: FitSettings,
  onEpoch: (done: number) => void,
): Promise<CrossValidation> {
  if (foods.length === 0) return { heldOut: [], learned: [] }
  const held: HeldOut[] = []
  for await (const { fold, layers, photos } of foldFits(
    tf,
    set,
    data,
    heldOutLabels(set, foods),
    settings,
    onEpoch,
  )) {
    for (const row of photos) held.push({ row, fold, logits: runLayers(layers, embeddingOf(set, row)) })
  }
  const heldOut = held.sort((a, b) => a.row - b.row)
  return { heldOut, learned: foods.filter(food => recallOf(food, set, data.foods, heldOut) >= leastRecall) }
}

/** For each fold of `crossValidate` the bank without its photos. */
export function foldBanks(
  set: BaseSet,
  bank: Bank,
  foods: readonly string[],
  { seed }: Pick<FitSettings, 'seed'>,
): Bank[] {
  const foldOf = foldsOf(set, heldOutLabels(set, foods), seed)
  const rows = bankRows(set)
  return Array.from({ length: folds }, (_, fold) => bankWithout(bank, rows, row => foldOf.get(row) === fold))
}

/** These foods, and the kinds of outliers that this event teaches. */
function heldOutLabels(set: BaseSet, foods: readonly string[]): string[] {
  const taught = set.examples.filter(example => teachesHere(example) && example.kind === 'outlier')
  return [...foods, ...new Set(taught.map(({ label }) => label))]
}

interface FoldFit {
  readonly fold: number
  readonly layers: HeadLayers
  /** The whole photos that were left out of it. */
  readonly photos: readonly number[]
}

/** Quick heads, each fitted without a fifth of the local training photos of these labels, crops and near-duplicates with them. */
export async function* foldFits(
  tf: TensorFlow,
  set: BaseSet,
  data: TrainingData,
  labels: readonly string[],
  settings: FitSettings,
  onEpoch: (done: number) => void,
): AsyncGenerator<FoldFit> {
  const foldOf = foldsOf(set, labels, settings.seed)
  const quick = foldSettings(settings)
  for (let fold = 0; fold < folds; fold++) {
    const left = (row: number) => foldOf.get(row) === fold
    const layers = await trainHead(tf, without(data, left), quick, epoch =>
      onEpoch(fold * quick.epochs + epoch),
    )
    const photos = [...foldOf.keys()].filter(row => left(row) && set.examples[row]?.view === 'whole')
    yield { fold, layers, photos }
  }
}

function recallOf(food: string, set: BaseSet, foods: readonly string[], heldOut: readonly HeldOut[]): number {
  const own = heldOut.filter(({ row }) => set.examples[row]?.label === food)
  const right = own.filter(({ logits }) => foods[logits.food.indexOf(Math.max(...logits.food))] === food)
  return right.length / own.length
}

/** The fold of each local training row of these labels; near-duplicates share one. */
function foldsOf(set: BaseSet, labels: readonly string[], seed: number): Map<number, number> {
  const folded = new Map<number, number>()
  for (const label of labels) {
    const rows = [...set.examples.entries()].filter(
      ([, example]) => example.label === label && teachesHere(example),
    )
    const groups = Map.groupBy(rows, ([, { group }]) => group)
    const order = shuffled([...groups.keys()].sort(), seededRandom(seedFor(label, seed)))
    for (const [i, group] of order.entries()) {
      for (const [row] of groups.get(group) ?? []) folded.set(row, i % folds)
    }
  }
  return folded
}
