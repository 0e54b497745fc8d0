import type { Category, Language } from '../src/packs/schema.ts'

/** What an organiser fills in for a food of their own. */
export interface FoodFormModel {
  /** Where it is sent. */
  action: string
  names: Record<Language, string>
  category: string
  categories: Category[]
  description: string
  problem: string | null
}

/** How far a food is on its way to being known. */
export interface FoodProgress {
  id: string
  name: string
  /** Labelled photos of this event that teach, near-duplicates counted once. */
  photos: number
  /** As many of them as training asks for; of a known food, as many as make it known well. */
  needed: number
  /** The model does not claim it yet. */
  learning: boolean
  /** The model was taught by enough photos of it, and mistook too many. */
  short: boolean
  /** By the organiser; not of the pack's files. */
  added: boolean
}

export interface FoodsModel {
  foods: FoodProgress[]
  /** Photos that the food with fewest from the start needs. */
  mostNeeded: number
  form: FoodFormModel
}

/** What became of one dropped file. */
export interface DroppedPhoto {
  /** As the file was called where it came from. */
  file: string
  outcome: 'stored' | 'same' | 'refused'
  words: string
  thumbnail: string | null
}

export interface FoodPhotosModel {
  food: FoodProgress
  /** Dropped or imported photos of it, newest first; of very many the newest alone. */
  examples: {
    id: string
    thumbnail: string
    photo: string
    when: string
    nearDuplicate: boolean
    /** It teaches. */
    counted: boolean
  }[]
  /** How many there are, those not listed included. */
  total: number
  /** The file of one that was taken out just now is still there. */
  left: boolean
  /** When it learns by itself next; null: not by itself. `running`: how far it is with learning now, in percent. */
  training: { next: string | null; minimum: number; running: number | null }
  /** The files of the form that was just sent. */
  dropped: DroppedPhoto[]
  accept: string
  /** For a food the organiser added. */
  form: FoodFormModel | null
  /** Its names and words were changed just now. */
  saved: boolean
  /** Nobody has caught, named or photographed it: it may go away again. */
  removable: boolean
  problem: string | null
}
