import { createApp } from '../../src/app.ts'
import { networksIn } from '../../src/web/client-address.ts'
import type { Door } from './door.ts'

/** A door that also listens, behind a proxy on this machine. */
export interface Proxied {
  /** Sends a form from an address; redirects are not followed. */
  post(from: string, path: string, form: Record<string, string>, more?: Headers): Promise<Response>
  stop(): Promise<unknown>
}
type Headers = Record<string, string>

export function behindProxy({ context }: Door): Proxied {
  const trustedProxies = networksIn('127.0.0.1') ?? []
  const app = createApp(Object.assign(context, { config: { ...context.config, trustedProxies } }))
  app.listen({ port: 0, hostname: '127.0.0.1', reusePort: false })
  return {
    post: (from, path, form, more = {}) =>
      fetch(new URL(path, app.server?.url), {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { 'x-forwarded-for': from, ...more },
        redirect: 'manual',
      }),
    stop: () => app.stop(true),
  }
}
