import type { Verdict } from '../src/classifier/verdict.ts'
import type { Category, Language } from '../src/packs/schema.ts'
import type { FoodProgress } from './food-models.ts'
import type { NicknameModel } from './player-models.ts'

/** What every page is framed with. */
export interface Frame {
  /** Path of the page, to mark its place in the navigation. */
  path: string
  /** Where a form that changes the whole page leads back to: this page, or the first where it was a form's answer. */
  back: string
  packName: string
  event: string | null
  /** Of the pages' scripts: what a phone keeps of a player must not go out under another. */
  player: { id: string; nickname: string } | null
  organiser: boolean
  /** Reviews photos; every organiser may. */
  reviewer?: boolean
  /** What the player or the organiser has not been told yet. */
  notices?: NoticeModel[]
  version: string
  /** Part of the addresses of scripts and styles: another one when they change. */
  stamp: string
}

export interface NoticeModel {
  text: string
  /** That something went wrong. */
  warns: boolean
  /** Where what it is about is to be seen; null where that was taken away. */
  href: string | null
  /** Where to send that it was read; null: it stays as long as it is so. */
  seen: string | null
}

/** A sticker's place in the album. */
export interface Sticker {
  id: string
  name: string
  category: Category
  caught: boolean
  /** The player's best photo of it, where caught. */
  thumbnail: string | null
  /** The model does not claim it yet. */
  learning: boolean
  /** On today's menu; false where all foods are served. */
  today: boolean
}

export interface HomeModel {
  nickname: string
  caught: number
  total: number
  latest: Sticker[]
  nextBadge: BadgeModel | null
  /** Names of what is served today; null where that is everything. */
  today: string[] | null
  accept: string
}

export interface JoinModel {
  code: string
  nickname: string
  /** The player who was here has erased themself. */
  erased: boolean
  problem: { field: 'code' | 'nickname'; text: string } | null
}

export interface CandidateModel {
  id: string
  name: string
  /** 0 to 1. */
  probability: number
  thumbnail: string | null
}

export interface BadgeModel {
  id: string
  name: string
  description: string
  earned: boolean
  have: number
  need: number
  /** Foods of this badge the model is still learning, by name. */
  learning: string[]
}

export interface FoodOption {
  id: string
  name: string
  /** Its names in the other languages, to be found by. */
  otherNames: string
}

/** What became of a photo. */
export interface AnswerModel {
  catchId: string
  state: 'caught' | 'choosing' | 'unrecognised' | 'claimed'
  verdict: Verdict
  food: FoodModel | null
  probability: number
  /** Whose word the food stands on. */
  decidedBy: 'model' | 'player' | 'reviewer'
  candidates: CandidateModel[]
  /** Unrecognised because this food is not on today's menu. */
  offMenu: { id: string; name: string } | null
  photo: string
  width: number
  height: number
  /** The player sent this very picture before, and sees what became of it then. */
  again: boolean
  /** First time this player caught this food. */
  isNew: boolean
  badges: BadgeModel[]
  caught: number
  total: number
  /** A few foods still to find. */
  missing: Sticker[]
  claim: { food: string | null; note: string | null } | null
  /** What the player said of the answer. */
  said: 'yes' | 'no' | 'food' | 'other' | 'not_food' | null
  /** A reviewer has not looked yet and the time to change one's mind is not over. */
  maySay: boolean
  /** What a reviewer found, in words; null until one has looked. */
  reviewed: string | null
  options: FoodOption[]
  modelVersion: string
  /** Why what the player just said was not taken. */
  problem: string | null
}

/** The photo of a catch and a picture of where the model looked, both of the same size. */
export interface LookedModel {
  photo: string
  /** What the photo is, for who does not see it. */
  alt: string
  overlay: string
  /** Name of the food whose evidence is drawn. */
  food: string
  width: number
  height: number
  /** Where the page without a script leads back to. */
  back: { href: string; words: string }
}

export interface SourcedText {
  text: string
  source: SourceModel
}

export interface SourceModel {
  title: string
  publisher: string
  url: string
}

export interface FoodModel {
  id: string
  name: string
  names: { language: Language; label: string; name: string; unreviewed: boolean }[]
  category: Category
  description: string
  /** null for a food an organiser added: nothing is known of it, and nothing is made up. */
  known: KnownFoodModel | null
  learning: boolean
}

/** What sources say of a food. */
export interface KnownFoodModel {
  facts: SourcedText[]
  trivia: { question: string; answers: string[]; correct: number; source: SourceModel }
  serving: { amount: string; source: SourceModel }
  nutrition: { label: string; value: string }[]
  nutritionSource: SourceModel
  nutritionNote: string | null
  allergens: { name: string; source: SourceModel }[]
  vegetarian: { mark: 'usually' | 'sometimes' | 'no'; note: string; source: SourceModel }
  halal: { note: string; source: SourceModel }
}

export interface FoodPageModel {
  food: FoodModel
  /** The viewer's own catches of it, newest first. */
  catches: { id: string; thumbnail: string; photo: string; when: string }[]
}

export interface CollectionModel {
  /** null for a visitor who has not joined. */
  nickname: string | null
  caught: number
  total: number
  groups: { category: Category; label: string; caught: number; stickers: Sticker[] }[]
  badges: BadgeModel[]
  /** How many foods are served today; null where that is all of them. */
  today: number | null
}

export interface LeaderboardRow {
  /** null: nothing caught yet. */
  rank: number | null
  nickname: string
  foods: number
  /** When they reached that number, in the event's time zone. */
  reached: string | null
  self: boolean
}

export interface LeaderboardModel {
  rows: LeaderboardRow[]
  /** The viewer's own row where it is not among `rows`. */
  own: LeaderboardRow | null
  total: number
  players: number
}

/** Addresses of the pages of a list before and after this one; null at the ends. */
export interface Pages {
  newer: string | null
  older: string | null
}

/** What can be chosen in a form. */
export interface Option {
  id: string
  name: string
}

export interface ProfileModel {
  nickname: string
  joined: string
  caught: number
  total: number
  photos: number
  rank: number | null
  rename: NicknameModel
  /** They can come back with an e-mail address and a password. */
  account: boolean
  badges: BadgeModel[]
  catches: {
    id: string
    title: string
    thumbnail: string
    when: string
    state: AnswerModel['state']
    /** What a reviewer found on a photo that counts for nothing; null until one has looked. */
    found: string | null
  }[]
  pages: Pages
}

/** The organiser's first page: what to do next. */
export interface StarterModel {
  eventName: string
  joinCode: string
  joinUrl: string
  /** The join address as an SVG QR code. */
  qr: string
  /** Of the event: what is saved, or what was typed and refused. */
  form: { name: string; timeZone: string }
  timeZones: string[]
  /** Its organiser gave it a name of its own. */
  named: boolean
  players: number
  catches: number
  claimsWaiting: number
  /** Photos nobody has settled, and how many of them a player contradicted or named. */
  review: { open: number; flagged: number }
  /** Foods the model does not claim yet, those with most photos first. */
  learning: FoodProgress[]
  claimedFoods: number
  /** Foods served today; null: all. */
  today: number | null
  model: { version: string; name: string; macroF1: number; fBeta: number }
  /** What waits to be learned, or how far it is: a sentence. */
  training: string
  saved: boolean
  problem: string | null
}

/** What hangs on the wall. A `StarterModel` is one. */
export type PosterModel = Pick<StarterModel, 'eventName' | 'joinCode' | 'joinUrl' | 'qr'>

export interface ClaimOrganiserModel {
  token: string
  /** What the link makes of whoever opens it. */
  role: 'organiser' | 'reviewer'
  email: string
  problem: string | null
}

export interface SignInModel {
  email: string
  /** Where signing in leads; '': the first page of whoever it is. */
  next: string
  problem: string | null
}

export interface ErrorModel {
  status: number
  message: string
  requestId: string
  /** Where an account signs in; null where that would not help. */
  signIn: string | null
}
