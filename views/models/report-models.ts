import type { Category } from '../../src/packs/schema.ts'
import type { GateReport } from '../../src/training/gate/index.ts'
import type { VersionModel } from './list-models.ts'

export interface ReportModel {
  /** The version itself: what it does, and whether it may serve. */
  version: VersionModel
  /** Null: its files are not whole. */
  made: MadeModel | null
  /** Null: it never met the gate. */
  judged: JudgedModel | null
}

/** Names and values. */
export interface MadeModel {
  facts: [name: string, value: string][]
  settings: [name: string, value: string][]
}

export interface JudgedModel {
  report: GateReport
  /** Of a food or a kind of outlier. */
  nameOf: (label: string) => string
  versionName: (version: string) => string
  predictions: PictureModel[]
  cell: CellModel | null
}

/** A gate photo and what was said about it; addresses are null where there is no picture. */
export interface PictureModel {
  truth: string
  kind: 'food' | 'outlier'
  champion: string | null
  candidate: string | null
  right: boolean
  /** 0 to 1. */
  probability: number
  /** Of the food it shows; null: none of the album's. */
  category: Category | null
  photo: string | null
  thumbnail: string | null
}

/** One cell of the confusion matrix. */
export interface CellModel {
  /** Empty: none of the foods. */
  truth: string
  answer: string | null
  total: number
  photos: PictureModel[]
}
