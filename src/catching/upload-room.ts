import type { Context } from '../context.ts'
import { createGate, type Gate } from '../photos/gate.ts'

const megabyte = 1024 * 1024
/** What a phone that shrinks its photos sends is half of this. */
const small = megabyte / 2
const roomForSmall = 64 * megabyte
const roomForLarge = 64 * megabyte

/**
 * What is being sent lies in memory, up to three times over, until it is stored, however slowly it comes. Small photos
 * have room of their own: large ones, sent on purpose, hold up large ones only.
 */
interface Rooms {
  readonly small: Gate
  readonly large: Gate
  readonly players: Map<string, Gate>
}
const roomsOf = new WeakMap<Context, Rooms>()

interface Upload {
  playerId: string
  request: Request
  /** Bytes it may have; what it counts as where it does not say how many. One player has room for so much. */
  largest: number
}

/**
 * Takes in an upload while there is room for it; its body must be read inside `take` only. Throws AppError 503 at once
 * where too much is on its way, of all players or of this one.
 */
export async function withRoom<T>(
  context: Context,
  { playerId, request, largest }: Upload,
  take: () => Promise<T>,
): Promise<T> {
  const rooms = roomsOf.get(context) ?? {
    small: room(roomForSmall),
    large: room(roomForLarge),
    players: new Map<string, Gate>(),
  }
  roomsOf.set(context, rooms)
  const said = Number(request.headers.get('content-length') ?? largest)
  const bytes = said > 0 && said <= largest ? said : largest
  const own = rooms.players.get(playerId) ?? room(largest)
  rooms.players.set(playerId, own)
  try {
    return await own.run(bytes, () => (bytes <= small ? rooms.small : rooms.large).run(bytes, take))
  } finally {
    if (own.stats().running === 0) rooms.players.delete(playerId)
  }
}

const room = (bytes: number): Gate =>
  createGate({ running: Number.POSITIVE_INFINITY, weight: bytes, waiting: 0 })
