import type { ModelCard } from '../../classifier/model-card.ts'
import type { GateLimits } from '../../packs/gate-limits.ts'
import type { Names } from '../../web/languages/phrase.ts'
import type { Judged } from '../evaluate.ts'
import type { GateReport } from './report.ts'

/** A model and what it says about every gate photo; all models of one input about the same photos in the same order. */
export interface JudgedModel {
  readonly card: ModelCard
  readonly judged: readonly Judged[]
  /** Photos of foods that the candidate learned from this event, which this model never saw; not the candidate's own. */
  readonly strangers?: ReadonlyMap<string, Refusals>
}

export interface Refusals {
  readonly photos: number
  readonly refused: number
}

export interface GateInput {
  /** The model that serves now. */
  readonly champion: JudgedModel
  readonly candidate: JudgedModel
  /** The shipped model and all that served before and are still kept; the champion may be among them. */
  readonly earlier: readonly (JudgedModel & { readonly shipped: boolean })[]
  /** Versions of these whose files are damaged, so that nobody can ask them. */
  readonly damaged?: readonly string[]
  /** Names of each food that there is today, of the pack or added, by id. One that was taken away is not judged. */
  readonly names: ReadonlyMap<string, Names>
  /**
   * Foods that any of these models claims whose photos were deleted or erased since, so that too few are left to learn
   * from, with how many that are. Nobody can know them any more, so they are not judged.
   */
  readonly givenUp?: ReadonlyMap<string, number>
  /** How many photos of each food this event has taught the candidate by, near-duplicates counted once. */
  readonly taughtHere: ReadonlyMap<string, number>
  /** For each gate photo what names its files; null: a row of the pack's base set. */
  readonly photoIds: readonly (string | null)[]
  readonly exported: GateReport['exported']
  /** Milliseconds for one photo, of the backbone and of each head; both heads' of the same photo at the same place. */
  readonly latency: Readonly<Record<'backbone' | 'champion' | 'candidate', readonly number[]>>
  readonly data: GateReport['data']
  readonly limits: GateLimits
  readonly seed: number
  /** Of the bootstrap; 10,000 but for simulations. */
  readonly draws?: number
}
