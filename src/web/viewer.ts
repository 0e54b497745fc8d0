import type { Context } from '../context.ts'
import type { Event } from '../events/index.ts'
import { unseenNotices } from '../feedback/index.ts'
import { findPlayer } from '../players/index.ts'
import { brokenFiles, openModelNotices } from '../registry/pages/model-notices.ts'
import type { Viewer } from './visit.ts'

/** Who sent this, or null where no session holds. */
export async function loadViewer(context: Context, request: Request, event: Event): Promise<Viewer | null> {
  if (!request.headers.get('cookie')?.includes('tangkap.session_token')) return null
  const session = await context.auth.api.getSession({ headers: request.headers })
  if (!session) return null
  const player = await findPlayer(context.db, session.user.id, event.id)
  const isPage = request.method === 'GET' && request.headers.get('hx-request') !== 'true'
  const organiser = session.user.role === 'organiser'
  return {
    userId: session.user.id,
    organiser,
    reviewer: organiser || session.user.role === 'reviewer',
    player,
    notices: player && isPage ? await unseenNotices(context.db, player.id) : [],
    modelNotices:
      organiser && isPage
        ? [...(await brokenFiles(context)), ...(await openModelNotices(context, event.timeZone))]
        : [],
  }
}
