import type { Context } from '../context.ts'
import { ownCommand } from '../own-command.ts'
import type { Findings } from './suspects-check.ts'

/** What is known of the labelled photos, by looking at each. */
export interface Check {
  state: 'never' | 'running' | 'done' | 'failed'
  done: number
  total: number
  /** Of the last check that came to its end. */
  found: Findings | null
  /** When that was. */
  at: number
}

const checks = new WeakMap<Context, Check>()

export function checkOf(context: Context): Check {
  const check = checks.get(context) ?? { state: 'never', done: 0, total: 0, found: null, at: 0 }
  checks.set(context, check)
  return check
}

/**
 * Starts a check, unless one is running. Decoding photos and comparing 1,280 numbers with thousands of others would
 * hold up everybody, so a process of its own does it; what it found is kept until the next check or restart.
 */
export function startCheck(context: Context): Promise<void> {
  const check = checkOf(context)
  if (check.state === 'running') return Promise.resolve()
  Object.assign(check, { state: 'running', done: 0, total: 0 })
  return run(context, check).catch(error => {
    check.state = 'failed'
    context.log.error({ err: error }, 'labelled photos could not be checked')
  })
}

async function run(context: Context, check: Check): Promise<void> {
  const child = Bun.spawn([...ownCommand(), 'check-photos', '--lines'], {
    env: { ...process.env, TANGKAP_HOME: context.config.home, TANGKAP_PACK: context.pack.id },
    // It ends when its stdin does: with this process, whatever ends that.
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const complaints = new Response(child.stderr).text()
  for await (const line of linesOf(child.stdout)) {
    const said = JSON.parse(line) as { done: number; total: number } | { found: Findings }
    if ('found' in said) Object.assign(check, { state: 'done', found: said.found, at: context.clock() })
    else Object.assign(check, said)
  }
  const code = await child.exited
  if (code !== 0 || check.state !== 'done') throw new Error(`exit ${code}: ${(await complaints).slice(-500)}`)
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const lines = `${rest}${decoder.decode(step.value, { stream: true })}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
