import { type Split, splits } from '../training/photo-index.ts'
import type { ListedPhoto } from './store.ts'

/** What a photo is for. `audit`: drawn for the audit sample, so it calibrates or judges, and never fits. */
export const lots = [...splits, 'audit'] as const
export type Lot = (typeof lots)[number]

export const lotOf = ({ split, audited }: Pick<ListedPhoto, 'split' | 'audited'>): Lot =>
  split ?? (audited ? 'audit' : 'train')

/** Splits as an organiser reads them. */
export const lotWords: Record<Lot, string> = {
  train: 'to learn from',
  calibration: 'to adjust it',
  test: 'to judge it',
  audit: 'drawn to test it',
}

/** A split that an index may say; anything else is null. */
export const readSplit = (word: string): Split | null => splits.find(known => known === word) ?? null
