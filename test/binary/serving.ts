import { poll } from '../faults/server.ts'

/** Milliseconds from spawning to the greeting, on a machine that has other things to do. */
const startTime = 30_000

/** A server in a process of its own, started by any command: the binary, or Bun with the sources. */
export interface Serving {
  readonly address: string
  readonly pid: number
  /** performance.now() just before the process was made. */
  readonly spawned: number
  output(): string
  stop(): Promise<number>
}

/** Only what every program needs of this machine's settings. */
export const bareEnvironment = (settings: Record<string, string> = {}): Record<string, string> => ({
  PATH: Bun.env.PATH ?? '',
  ...(Bun.env.LANG && { LANG: Bun.env.LANG }),
  ...settings,
})

/** Starts `command` on a free port of this machine alone; resolves when it is ready. */
export async function serve(
  command: readonly string[],
  { home, cwd, settings = {} }: { home: string; cwd: string; settings?: Record<string, string> },
): Promise<Serving> {
  const spawned = performance.now()
  const child = Bun.spawn([...command], {
    cwd,
    env: bareEnvironment({ PORT: '0', HOST: '127.0.0.1', TANGKAP_HOME: home, ...settings }),
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  let said = ''
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    const decoder = new TextDecoder()
    const reader = stream.getReader()
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      said += decoder.decode(step.value, { stream: true })
    }
  }
  const ended = Promise.all([read(child.stdout), read(child.stderr)])
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    return await child.exited
  }
  try {
    const found = () => /is open: (http:\/\/[\d.]+:\d+)/.exec(said)?.[1]
    const gone = () => child.exitCode !== null || child.signalCode !== null
    await poll(() => found() !== undefined || gone(), startTime, 'open')
    const address = found()
    if (address === undefined) throw new Error('it ended')
    await poll(async () => (await fetch(`${address}/readyz`)).ok || gone(), startTime, 'ready')
    return { address, pid: child.pid, spawned, output: () => said, stop }
  } catch (cause) {
    child.kill('SIGKILL')
    throw new Error(`${command.join(' ')} did not start: ${said.slice(-2000)}`, { cause })
  }
}

/** Becomes the organiser by the link a first start prints; the cookies to come back with. */
export async function organise(server: Pick<Serving, 'output'>): Promise<string> {
  const link = /http:\S+\/organiser\/claim\/\S+/.exec(server.output())?.[0] ?? ''
  const body = new URLSearchParams({ email: 'cikgu@example.org', password: 'three long words' })
  const claimed = await fetch(link, { method: 'POST', body, redirect: 'manual' })
  return claimed.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
}

/** Runs a command to its end. */
export async function run(
  command: readonly string[],
  { cwd, settings = {} }: { cwd: string; settings?: Record<string, string> },
): Promise<{ code: number; out: string; said: string }> {
  const child = Bun.spawn([...command], {
    cwd,
    env: bareEnvironment(settings),
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [out, said, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  return { code, out, said }
}
