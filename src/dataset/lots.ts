import { type Split, splits } from '../training/photo-index.ts'
import { type Phrase, phrase } from '../web/languages/phrase.ts'
import type { ListedPhoto } from './store.ts'

/** What a photo is for. `audit`: drawn for the audit sample, so it calibrates or judges, and never fits. */
export const lots = [...splits, 'audit'] as const
export type Lot = (typeof lots)[number]

export const lotOf = ({ split, audited }: Pick<ListedPhoto, 'split' | 'audited'>): Lot =>
  split ?? (audited ? 'audit' : 'train')

/** Splits as an organiser reads them. */
export const lotWords: Record<Lot, Phrase> = {
  train: phrase`to learn from`,
  calibration: phrase`to adjust it`,
  test: phrase`to judge it`,
  audit: phrase`drawn to test it`,
}

/** A split that an index may say; anything else is null. */
export const readSplit = (word: string): Split | null => splits.find(known => known === word) ?? null
