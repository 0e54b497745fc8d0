import type { Frame } from '../../views/models.ts'
import type { Context } from '../context.ts'
import type { Visit } from './visit.ts'

/** What the page around a part needs to know of the visitor. */
export const frameOf = (context: Context, visit: Visit): Frame => ({
  path: visit.url.pathname,
  packName: context.pack.name,
  event: visit.event.name,
  player: visit.viewer?.player ? { nickname: visit.viewer.player.nickname } : null,
  organiser: visit.viewer?.organiser ?? false,
  version: context.version,
})
