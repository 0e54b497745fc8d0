import type { Context } from '../context.ts'

/** Work that is being done, by server and key. */
const running = new WeakMap<Context, Map<string, Promise<string>>>()

/**
 * Does `work` unless the same is being done at this moment; then waits for that. A phone that lost its connection
 * sends its photo again while the first try is still in the queue: one of them is enough.
 */
export function onceAtATime(context: Context, key: string, work: () => Promise<string>): Promise<string> {
  const byKey = running.get(context) ?? new Map<string, Promise<string>>()
  running.set(context, byKey)
  const before = byKey.get(key)
  if (before) return before
  const now = work().finally(() => byKey.delete(key))
  byKey.set(key, now)
  return now
}
