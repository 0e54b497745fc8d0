import type { Pages } from './models.ts'
/** The form for another nickname. */
export interface NicknameModel {
  /** As it is, or as it was typed and refused. */
  name: string
  saved: boolean
  problem: string | null
}

export interface PlayersModel {
  /** What the nickname has to hold. */
  find: string
  /** Somebody was erased just now. */
  erased: boolean
  players: { id: string; nickname: string; joined: string; foods: number; photos: number }[]
  pages: Pages
}

/** A player, as the organiser sees them. */
export interface PlayerModel {
  id: string
  nickname: string
  joined: string
  /** All photos they sent, hidden ones too; `photos` has the newest. */
  count: number
  photos: { photo: string; thumbnail: string; title: string; when: string }[]
  /** They sign in with an account of their own. */
  account: boolean
  rename: NicknameModel
}

export interface ComeBackModel {
  nickname: string
  /** The link's path. */
  action: string
}
