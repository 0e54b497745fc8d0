import type { Category } from '../src/packs/schema.ts'
import type { FoodOption, Pages } from './models.ts'

/** A food a reviewer can settle on with one key. */
export interface ReviewChoice {
  food: string
  name: string
  /** What the model gave it; null where it did not think of it. */
  probability: number | null
  /** The player said so. */
  claimed: boolean
}

export interface ReviewItemModel {
  id: string
  photo: string
  width: number
  height: number
  nickname: string
  /** How many of the player's hints that were checked were right. */
  hints: { right: number; checked: number }
  /** What the model answered, in words. */
  answered: string
  /** What people call the version that did. */
  model: string
  /** What the player said, in words, and what they typed; null where nothing. */
  said: string | null
  note: string | null
  /** Name of the food it counts for now. */
  counts: string | null
  when: string
  choices: ReviewChoice[]
  /** What Enter settles on: the player's word, or the model's answer where they left it alone. */
  confirm: { decision: string; words: string } | null
  lookAlikes: { id: string; thumbnail: string }[]
  /** The known photos most like it, the most alike first; of the base set there is only the label. */
  nearest: {
    name: string
    /** Null: of nothing in the album. */
    food: string | null
    category: Category | null
    thumbnail: string | null
  }[]
  /** Address of where the model looked; null where it thought of no food. */
  looked: string | null
}

export interface ReviewModel {
  item: ReviewItemModel | null
  /** Address of the photo that comes next, to have it there already. */
  next: string | null
  open: number
  flagged: number
  /** The decision that undo takes back. */
  last: { catchId: string; batch: string; words: string } | null
  problem: string | null
  filter: { food: string; verdict: string; player: string; model: string; day: string; flagged: boolean }
  /** The filter as the address carries it. */
  query: string
  foods: FoodOption[]
}

/** What the filters offer beside foods. */
export interface ReviewFilterChoices {
  players: { id: string; name: string }[]
  models: { id: string; name: string }[]
}

export interface SettledModel {
  /** The one reviewer it is about; null: all. */
  by: string | null
  rows: {
    catchId: string
    /** Names the decision. */
    batch: string
    thumbnail: string
    photo: string
    nickname: string
    /** Another reviewer's to reopen. */
    own: boolean
    decision: string
    reviewer: string
    when: string
  }[]
  pages: Pages
}

export interface ReviewersModel {
  /** One was ended just now. */
  ended: boolean
  reviewers: {
    id: string
    /** null: one who was stopped. */
    email: string | null
    since: string
    /** How many photos of this event, and when last. */
    settled: number
    last: string | null
  }[]
}
