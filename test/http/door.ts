import { createApp } from '../../src/app.ts'
import type { Context } from '../../src/context.ts'
import { currentEvent } from '../../src/events/store.ts'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { openAuth } from '../../src/web/auth.ts'
import { type Limits, unlimited } from '../../src/web/limits.ts'
import { lengthOf, type Playing, picture, playing } from './playing.ts'

const origin = 'http://tangkap.test'

export interface Asked {
  form?: Record<string, string | Blob> | FormData
  /** Cookies of somebody who has come in. */
  as?: string | null
  headers?: Record<string, string>
  partial?: boolean
}

/** The whole app from its front door: real sessions, real database, a classifier that follows a script. */
export interface Door extends Omit<Playing, 'visit' | 'player'> {
  ask(method: 'GET' | 'POST', path: string, asked?: Asked): Promise<Response>
  /** A request as it is, to whatever address. */
  handle(request: Request): Promise<Response>
  /** Joins with the event's code; the cookies to come back with. */
  joins(nickname: string): Promise<string>
  /** Claims the organiser account; the cookies to come back with. */
  organises(email?: string): Promise<string>
  /** Takes up a reviewer's invitation; the cookies to come back with. */
  reviews(email?: string): Promise<string>
  /** Ids of the player of that nickname, and of their account. Throws where there is none. */
  playerCalled(nickname: string): Promise<{ id: string; userId: string }>
  /** The decision a photo was settled by last, as its pages name it. */
  settledBy(catchId: string): Promise<string>
  /** Photographs `picture(seed)`; the id of the catch. Throws unless it was taken. */
  sends(as: string | null, seed: number): Promise<string>
}

/** Nothing is counted unless `limits` says so. */
export async function openDoor(limits: Limits = unlimited): Promise<Door> {
  const { visit: _visit, player: _player, ...rest } = await playing()
  const context: Context = {
    ...rest.context,
    config: { ...rest.context.config, publicUrl: null },
    limits,
    auth: openAuth({ db: rest.context.db, config: { publicUrl: null }, secret: 's'.repeat(32) }),
  }
  // Built anew, for a copy of the classifier would lose its getters.
  context.classifier = rest.context.classifier
  const app = createApp(context)

  const ask: Door['ask'] = async (method, path, { form, as, headers = {}, partial } = {}) => {
    const body = form && formOf(form)
    return await app.handle(
      new Request(`${origin}${path}`, {
        method,
        headers: {
          host: new URL(origin).host,
          ...(body && lengthOf(body)),
          ...(as && { cookie: as }),
          ...(partial && { 'hx-request': 'true' }),
          ...headers,
        },
        ...(body && { body }),
      }),
    )
  }

  return {
    ...rest,
    context,
    ask,
    handle: request => Promise.resolve(app.handle(request)),
    async joins(nickname) {
      const { joinCode } = await currentEvent(context.db)
      return cookiesOf(await ask('POST', '/join', { form: { code: joinCode, nickname } }))
    },
    async organises(email = 'cikgu@example.org') {
      const link = await makeOrganiserLink(context.db, context.clock())
      return cookiesOf(await ask('POST', link, { form: { email, password: 'three long words' } }))
    },
    async reviews(email = 'helper@example.org') {
      const link = await makeOrganiserLink(context.db, context.clock(), 'reviewer')
      return cookiesOf(await ask('POST', link, { form: { email, password: 'three long words' } }))
    },
    async playerCalled(nickname) {
      return await context.db
        .selectFrom('player')
        .select(['id', 'user_id as userId'])
        .where('nickname', '=', nickname)
        .executeTakeFirstOrThrow()
    },
    async settledBy(catchId) {
      const { batch } = await context.db
        .selectFrom('audit_log')
        .select('batch')
        .where('subject', '=', catchId)
        .where('action', 'in', ['settled', 'settled anew'])
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      return batch
    },
    async sends(as, seed) {
      const id = Bun.randomUUIDv7()
      const answer = await ask('POST', '/catches', { as, form: { id, photo: await picture(seed) } })
      if (answer.status !== 303) throw new Error(`not taken: ${answer.status} ${await answer.text()}`)
      return id
    },
  }
}

export const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')

/** Urlencoded where it can be, as a browser sends it. */
function formOf(fields: Record<string, string | Blob> | FormData): FormData | URLSearchParams {
  if (fields instanceof FormData) return fields
  const entries = Object.entries(fields)
  if (entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    return new URLSearchParams(entries)
  }
  const form = new FormData()
  for (const [name, value] of entries) form.set(name, value)
  return form
}
