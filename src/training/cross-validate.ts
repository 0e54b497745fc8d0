import { type Bank, neighbours } from '../classifier/bank.ts'
import type { Logits } from '../classifier/head.ts'
import { type BaseSet, embeddingOf } from './base-set.ts'
import { type TrainingData, without } from './dataset.ts'
import { bankRows, bankWithout } from './make-bank.ts'
import { seededRandom, seedFor, shuffled } from './random.ts'
import { runLayers } from './run-layers.ts'
import type { FitSettings } from './settings.ts'
import type { TensorFlow } from './tensorflow.ts'
import { trainHead } from './train-head.ts'

/** A training photo seen by a head and a bank that were made without it, its crops and its near-duplicates. */
export interface HeldOut {
  readonly row: number
  readonly logits: Logits
  neighbours(claimed: readonly boolean[]): number
}

/** Fits that cross-validation takes. */
export const folds = 5

/**
 * Grouped cross-validation over the local training photos of foods that `calibration` has too few photos of. Only they
 * are held out: the backbone was trained on the base set's, so a base photo held out would still be no stranger. All
 * these foods are held out at once, a fifth of each in each fold, so it takes five fits however many foods there are.
 */
export async function holdOut(
  tf: TensorFlow,
  set: BaseSet,
  data: TrainingData,
  bank: Bank,
  foods: readonly string[],
  settings: FitSettings,
  onEpoch: (done: number) => void,
): Promise<HeldOut[]> {
  if (foods.length === 0) return []
  const foldOf = foldsOf(set, foods, settings.seed)
  const rows = bankRows(set)
  const held: HeldOut[] = []
  for (let fold = 0; fold < folds; fold++) {
    const left = (row: number) => foldOf.get(row) === fold
    const layers = await trainHead(tf, without(data, left), settings, epoch =>
      onEpoch(fold * settings.epochs + epoch),
    )
    const foldBank = bankWithout(bank, rows, left)
    for (const row of foldOf.keys()) {
      if (!left(row) || set.examples[row]?.view !== 'whole') continue
      const embedding = embeddingOf(set, row)
      held.push({
        row,
        logits: runLayers(layers, embedding),
        neighbours: claimed => neighbours(foldBank, embedding, claimed),
      })
    }
  }
  return held.sort((a, b) => a.row - b.row)
}

/** The fold of each local training row of these foods; near-duplicates share one. */
function foldsOf(set: BaseSet, foods: readonly string[], seed: number): Map<number, number> {
  const folded = new Map<number, number>()
  for (const food of foods) {
    const rows = [...set.examples.entries()].filter(
      ([, { label, split, local }]) => label === food && split === 'train' && local,
    )
    const groups = Map.groupBy(rows, ([, { group }]) => group)
    const order = shuffled([...groups.keys()].sort(), seededRandom(seedFor(food, seed)))
    for (const [i, group] of order.entries()) {
      for (const [row] of groups.get(group) ?? []) folded.set(row, i % folds)
    }
  }
  return folded
}
