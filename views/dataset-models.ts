import type { Words } from '../src/web/languages/phrase.ts'
import type { FoodProgress } from './food-models.ts'
import type { Option, Pages } from './models.ts'

/** What labelled photos the running event has, beside those the pack came with. */
export interface DatasetModel {
  photos: number
  shipped: number
  bytes: number
  labels: LabelRow[]
  /** Foods with too few photos, the poorest first. */
  missing: FoodProgress[]
  /** Photos that the food with fewest from the start needs. */
  mostNeeded: number
  splits: { name: string; shipped: number; here: number; href: string }[]
  sources: { name: string; shipped: number; here: number; href: string }[]
  /** Places that gave few of the shipped photos, and no other: how many places, and photos. */
  otherSources: { places: number; photos: number }
  days: { name: string; photos: number; href: string }[]
  twins: { groups: number; photos: number; largest: TwinsModel[] }
  check: CheckModel
  /** Found by the last training. `teaches`: not left out, for its food would have too few photos without it. */
  doubts: { photos: (SuspectModel & { teaches: boolean })[]; more: number }
  done: DoneModel | null
}

export interface LabelRow {
  name: string
  href: string
  outlier: boolean
  /** Learns, adjusts, judges. */
  shipped: [number, number, number]
  here: [number, number, number]
  /** Different ones of this event that teach. */
  teach: number
  bytes: number
}

export interface TwinsModel {
  thumbnail: string
  name: string
  photos: number
  href: string
}

export interface CheckModel {
  state: 'never' | 'running' | 'done' | 'failed'
  done: number
  total: number
  /** Of the last check; null where there was none. */
  found: {
    when: string
    photos: number
    unreadable: { id: string; name: string; why: Words }[]
    suspects: SuspectModel[]
    /** Beyond those that are shown. */
    more: number
    /** Dishes whose photos were opened, and not judged. */
    unjudged: string[]
  } | null
}

export interface SuspectModel {
  id: string
  thumbnail: string
  photo: string
  name: string
  looksLike: string
  /** How sure that is, 0 to 1. */
  share: number
  /** One button each. */
  moves: { to: string; name: string }[]
  /** Taking it out deletes it. */
  deletes: boolean
}

/** What the last press of a button did. */
export interface DoneModel {
  did: number
  /** Photos that were marked and stayed as they were. */
  stayed: number
  /** Photos that were deleted, and whose files could not be. */
  left: number
  /** Name of what they were made; null where they were taken out, or back. */
  now: string | null
  undone: boolean
  /** `were`: what which of them were, for the form; `was`: what they were made, and have to be still. */
  undo: { were: string[]; was: string } | null
  back: string
}

export interface DatasetPhotosModel {
  title: string
  total: number
  photos: {
    id: string
    thumbnail: string
    photo: string
    name: string
    /** Who gave it. */
    from: string
    /** What it is for. */
    use: string
    when: string
  }[]
  filter: { label: string; day: string; source: string; split: string; group: string }
  labels: Option[]
  days: Option[]
  sources: Option[]
  splits: Option[]
  /** What photos can be moved to. */
  targets: Option[]
  back: string
  pages: Pages
  done: DoneModel | null
}

/** An import, from its first byte to its last photo. */
export interface ImportModel {
  state: 'none' | 'receiving' | 'checking' | 'storing' | 'done' | 'refused'
  /** Most a zip may have. */
  megabytes: number
  done: number
  total: number
  stored: number
  /** Already here. */
  same: number
  /** Lines of other packs. */
  skipped: number
  refused: { line: number; path: string; why: string }[]
  /** Refused lines beyond those that are shown. */
  more: number
  /** Labels that are no food here, with how many lines name them. */
  unknown: { label: string; lines: number }[]
  /** Why nothing was stored, or why it stopped. */
  problem: string | null
}
