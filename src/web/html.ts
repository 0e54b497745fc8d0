import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** Renders a page or a part of one. Preact escapes whatever stands between the tags. */
export function html(
  node: VNode,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const text = renderToString(node)
  const page = text.startsWith('<html') ? `<!doctype html>${text}` : text
  return new Response(page, {
    status: init.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...init.headers },
  })
}

/** After a form: the browser asks for the page anew, so that "reload" does not send the form twice. */
export function seeOther(path: string, headers: Headers = new Headers()): Response {
  const answer = new Headers(headers)
  answer.set('location', path)
  return new Response(null, { status: 303, headers: answer })
}

/** An empty part: takes the place of what was dismissed. */
export const nothing = (): Response => new Response('', { headers: { 'content-type': 'text/html' } })
