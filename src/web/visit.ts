import type { Logger } from 'pino'
import type { Context } from '../context.ts'
import type { Event } from '../events/index.ts'
import type { Notice } from '../feedback/index.ts'
import type { ModelNotice } from '../registry/pages/model-notices.ts'

export interface Player {
  id: string
  eventId: string
  nickname: string
  /** Milliseconds since 1970. */
  joinedAt: number
}

/** Somebody whose session cookie holds. */
export interface Viewer {
  userId: string
  organiser: boolean
  /** May settle what players say; every organiser may. */
  reviewer: boolean
  /** What the player has not been told yet; looked up for pages alone. */
  notices: Notice[]
  /** What an organiser has not been told yet; looked up for pages alone. */
  modelNotices: ModelNotice[]
  /** Their place in the running event; an organiser need not have one. */
  player: Player | null
}

/** One request, before anything is looked up. */
export interface Asked {
  request: Request
  url: URL
  params: Record<string, string>
  /** Address of who asks; see client-address.ts. */
  ip: string
  /** In the log and on error pages, so that the two can be brought together. */
  id: string
  /** Asked for by htmx or the camera script: answer with the part, not the page. */
  partial: boolean
  log: Logger
}

/** One request, as a handler sees it. */
export interface Visit extends Asked {
  /** The running event. */
  event: Event
  viewer: Viewer | null
}

export interface PlayerVisit extends Visit {
  viewer: Viewer & { player: Player }
}

export interface OrganiserVisit extends Visit {
  viewer: Viewer
}

export interface ReviewerVisit extends Visit {
  viewer: Viewer
}

export type Answer = Response | Promise<Response>
export type Handler<A extends Asked = Visit> = (context: Context, visit: A) => Answer
