import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { field, readForm } from '../web/form.ts'
import { seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { catchAddress } from './addresses.ts'
import { renderAnswer } from './answer.tsx'
import { onceAtATime } from './in-flight.ts'
import { loadOwnCatch } from './own-catch.ts'
import { isId } from './rules.ts'
import { findCatch } from './store.ts'
import { storePhoto } from './store-photo.ts'
import { withRoom } from './upload-room.ts'

/** A photo of 12 MB, and room for the other fields and the lines between them. */
const largestUpload = 12 * 1024 * 1024 + 64 * 1024

/** POST /catches: a photo becomes a catch. The same id again gives the same answer. */
export async function addCatch(context: Context, visit: PlayerVisit): Promise<Response> {
  const { player } = visit.viewer
  await context.limits.catches.take(player.id)
  const asking = { playerId: player.id, request: visit.request, largest: largestUpload }
  const { id, catchId } = await withRoom(context, asking, () => takePhoto(context, visit))
  // Another id than the phone's: this very picture was sent before.
  const again = catchId !== id
  if (!visit.partial) return seeOther(`${catchAddress(catchId)}${again ? '?again' : ''}`)
  const entry = await loadOwnCatch(context, { ...visit, params: { id: catchId } })
  return renderAnswer(context, visit, entry, { again, headers: { 'HX-Push-Url': catchAddress(catchId) } })
}

/** The id it was sent with, and the catch it has become or was before. */
async function takePhoto(
  context: Context,
  { request, viewer: { player } }: PlayerVisit,
): Promise<{ id: string; catchId: string }> {
  const form = await readForm(request, largestUpload)
  refuseForAnother(form, player.id)
  const id = idIn(form)
  const catchId = await onceAtATime(context, `${player.id} ${id}`, async () => {
    const before = await findCatch(context.db, id)
    if (!before) return storePhoto(context, player, id, photoIn(form))
    if (before.playerId !== player.id) throw notFound(phrase`catch`)
    return before.id
  })
  return { id, catchId }
}

/** A photo may wait on a phone until another player holds it. 401, as to the phone this is nobody who could send it. */
function refuseForAnother(form: FormData, playerId: string): void {
  const taken = field(form, 'player')
  if (taken === '' || taken === playerId) return
  throw new AppError(401, phrase`Another player is on this phone now.`)
}

/** Phones make the id, so that sending again is harmless. Without a script the server makes one. */
function idIn(form: FormData): string {
  const id = field(form, 'id')
  if (id === '') return Bun.randomUUIDv7()
  if (isId(id)) return id
  throw new AppError(400, phrase`This page sent something we do not understand. Reload it and try again.`)
}

function photoIn(form: FormData): Blob {
  const photo = form.get('photo')
  if (photo instanceof Blob && photo.size > 0) return photo
  throw new AppError(400, phrase`There was no photo in what you sent. Take or pick one and try again.`)
}
