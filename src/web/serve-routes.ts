import { Elysia } from 'elysia'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { currentEvent } from '../events/index.ts'
import { clientAddress } from './client-address.ts'
import { errorAnswer, type FailedRequest } from './error-answer.tsx'
import { languageOf, speakIn } from './languages/language.ts'
import { refuseForeignOrigin } from './origin.ts'
import type { Route } from './routes.ts'
import { securityHeaders } from './security-headers.ts'
import { loadViewer } from './viewer.ts'
import type { Asked, Visit } from './visit.ts'

/** Elysia finds the route; what happens around every handler stands here once. */
export function serveRoutes(context: Context, routes: readonly Route[]) {
  // By default Elysia looks for the path behind the eleventh character, which loses it at http://nas/.
  const app = new Elysia({ handler: { standardHostname: false } })
  for (const route of routes) {
    app.route(
      route.method,
      route.path,
      ({ request, params, server }) => {
        const peer = server?.requestIP(request)?.address ?? 'unknown'
        const ip = clientAddress(peer, request.headers.get('x-forwarded-for'), context.config.trustedProxies)
        // Elysia has no params for a path without any.
        return speakIn(languageOf(request.headers), () => answer(context, route, request, params ?? {}, ip))
      },
      // Handlers read the body themselves, after they know who is asking, and no further than they allow.
      { parse: 'none' },
    )
  }
  return app.onError(({ request, error, code }) =>
    speakIn(languageOf(request.headers), () =>
      code === 'NOT_FOUND'
        ? nowhere(context, request)
        : finish(errorAnswer(context, describe(request), error)),
    ),
  )
}

/** No route takes it. A player is still in the event, so the page has their frame, if that much can be looked up. */
async function nowhere(context: Context, request: Request): Promise<Response> {
  const described = describe(request)
  const asked = { ...described, params: {}, ip: 'unknown', log: context.log }
  const visit = await visitOf(context, asked).catch(() => described)
  return finish(errorAnswer(context, visit, notFound()), described.id)
}

async function answer(
  context: Context,
  route: Route,
  request: Request,
  params: Record<string, string>,
  ip: string,
): Promise<Response> {
  const described = describe(request)
  const { id } = described
  const asked = { ...described, route: route.path, params, ip, log: context.log.child({ id }) }
  let known: Asked | Visit = asked
  const started = performance.now()
  try {
    refuseForeignOrigin(request, context.config.publicUrl)
    let response: Response
    if (route.audience === 'always') response = await route.handle(context, asked)
    else {
      const visit = await visitOf(context, asked)
      known = visit
      response = await route.handle(context, visit)
    }
    asked.log.info(
      {
        method: request.method,
        route: route.path,
        status: response.status,
        ms: Math.round(performance.now() - started),
      },
      'answered',
    )
    return finish(response, id)
  } catch (error) {
    return finish(errorAnswer(context, known, error), id)
  }
}

async function visitOf(context: Context, asked: Asked): Promise<Visit> {
  const event = await currentEvent(context.db)
  const viewer = await loadViewer(context, asked.request, event)
  return { ...asked, event, viewer }
}

const describe = (request: Request): FailedRequest => ({
  request,
  // Without a Host header, or with one that is no name, Bun gives the path alone.
  url: new URL(request.url, 'http://localhost'),
  id: crypto.randomUUID(),
  partial: request.headers.get('hx-request') === 'true',
})

function finish(response: Response, id?: string): Response {
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (!response.headers.has(name)) response.headers.set(name, value)
  }
  if (id) response.headers.set('x-request-id', id)
  return response
}
