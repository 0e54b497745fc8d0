import { APIError, type BetterAuthPlugin, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { anonymous } from 'better-auth/plugins'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'

export type Auth = ReturnType<typeof openAuth>

const day = 24 * 60 * 60

/**
 * Accounts and sessions. Its HTTP handler is not mounted: our own forms call `auth.api`, so that the only ways
 * in are those of the route table.
 */
export function openAuth(options: { db: Db; config: Pick<Config, 'publicUrl'>; secret: string }) {
  return betterAuth({
    database: { db: options.db, type: 'sqlite' },
    secret: options.secret,
    baseURL: options.config.publicUrl ?? 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      password: {
        hash: password => Bun.password.hash(password),
        verify: ({ hash, password }) => Bun.password.verify(password, hash),
      },
    },
    // A child's album hangs on the cookie, so it lasts two school terms.
    session: { expiresIn: 180 * day, disableSessionRefresh: true },
    user: { additionalFields: { role: { type: 'string', required: false, input: false } } },
    plugins: [
      // The plugin would delete the player with every catch; the album moves to the account that signs in instead
      // (see organiser-account.tsx).
      anonymous({ disableDeleteAnonymousUser: true }),
      resuming,
    ],
    // rate-limiter-flexible counts for every route; see limits.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'tangkap',
      // Plain HTTP at a LAN address is the common case, and there a Secure cookie would never come back.
      useSecureCookies: options.config.publicUrl?.startsWith('https:') ?? false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => Bun.randomUUIDv7() },
    },
  })
}

/**
 * `resume` ends every session of a user and begins one: for a player, who has no password, on the word of an organiser.
 * Throws APIError 404 where there is no such user.
 */
const resuming = {
  id: 'resuming',
  endpoints: {
    resume: createAuthEndpoint(
      '/resume',
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async ctx => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.userId)
        if (!user) throw new APIError('NOT_FOUND')
        await internalAdapter.deleteUserSessions(user.id)
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({})
      },
    ),
  },
} satisfies BetterAuthPlugin

/** In characters. */
export const passwordLength = { least: 10, most: 128 }
