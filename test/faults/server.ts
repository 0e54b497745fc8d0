import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../../src/main.ts')

/** Milliseconds that a start may take, on a machine that has other things to do. */
const startTime = 30_000

/** A server in a process of its own. */
export interface Server {
  /** http://127.0.0.1:PORT */
  readonly address: string
  readonly port: number
  /** Milliseconds from spawning the process to its first ready answer. */
  readonly started: number
  /** What it printed so far, people's words and log together. */
  output(): string
  signal(name: 'SIGTERM' | 'SIGKILL'): void
  /** kill -9, and the process is gone when this resolves. */
  kill(): Promise<void>
  /** Asks it to end; its exit code. Killed, and an error, when it has not ended within `within` milliseconds. */
  stop(within?: number): Promise<number>
}

/** A `tangkap` process and all it prints. */
export interface Program {
  readonly process: Bun.Subprocess
  /** Its exit code, once it has ended and all it printed has been read. */
  readonly ended: Promise<number>
  output(): string
  /** Resolves with what the pattern finds first in the output; rejects when the process ends or time is up. */
  says(pattern: RegExp, within?: number): Promise<RegExpExecArray>
}

/** What has not ended yet: a test that fails half-way leaves nothing running. */
const running = new Set<{ process: Bun.Subprocess; settings: Record<string, string> }>()

/** Runs `tangkap ARGS`. No setting of the machine it runs on gets in. */
export function runProgram(args: string[], settings: Record<string, string> = {}): Program {
  const environment = Object.entries(Bun.env).filter(([name]) => !/^(TANGKAP_|PORT$|HOST$)/.test(name))
  const child = Bun.spawn([process.execPath, main, ...args], {
    env: { ...Object.fromEntries(environment), ...settings },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const entry = { process: child, settings }
  running.add(entry)
  child.exited.then(() => running.delete(entry))
  let text = ''
  let wake = () => {}
  const drain = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    const decoder = new TextDecoder()
    const reader = stream.getReader()
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      text += decoder.decode(step.value, { stream: true })
      wake()
    }
  }
  const drained = Promise.all([drain(child.stdout), drain(child.stderr)])
  const ended = drained.then(() => child.exited)

  return {
    process: child,
    ended,
    output: () => text,
    async says(pattern, within = startTime) {
      const over = Promise.race([ended, Bun.sleep(within)]).then(() => true)
      for (;;) {
        const said = new Promise<false>(resolve => {
          wake = () => resolve(false)
        })
        const found = pattern.exec(text)
        if (found) return found
        if (await Promise.race([said, over])) {
          const last = pattern.exec(text)
          if (last) return last
          throw new Error(`The program did not say ${pattern}. It said:\n${text.slice(-2000)}`)
        }
      }
    },
  }
}

/** Runs a command that ends by itself; killed when it has not within `within` milliseconds. */
export async function runToEnd(
  args: string[],
  settings: Record<string, string> = {},
  within = startTime,
): Promise<{ code: number; output: string }> {
  const program = runProgram(args, settings)
  const code = await endOf(program, within)
  return { code, output: program.output() }
}

/** Starts a server on a free port of this machine alone, and waits until it is ready. */
export async function startServer(home: string, settings: Record<string, string> = {}): Promise<Server> {
  const begun = performance.now()
  const program = launch(home, settings)
  try {
    const [, address = '', port = ''] = await program.says(/is open: (http:\/\/[\d.]+:(\d+))/)
    await poll(async () => (await fetch(`${address}/readyz`)).ok, startTime, 'ready')
    return serverOf(program, address, Number(port), performance.now() - begun)
  } catch (error) {
    program.process.kill('SIGKILL')
    throw error
  }
}

/** The process alone, for whoever wants to kill it before it is ready. */
export const launch = (home: string, settings: Record<string, string> = {}): Program =>
  runProgram(['serve'], { PORT: '0', HOST: '127.0.0.1', TANGKAP_HOME: home, ...settings })

function serverOf(program: Program, address: string, port: number, started: number): Server {
  const child = program.process
  return {
    address,
    port,
    started,
    output: program.output,
    signal: name => child.kill(name),
    async kill() {
      child.kill('SIGKILL')
      await child.exited
    },
    async stop(within = 15_000) {
      child.kill('SIGTERM')
      return await endOf(program, within)
    },
  }
}

async function endOf(program: Program, within: number): Promise<number> {
  const code = await Promise.race([program.ended, Bun.sleep(within).then(() => null)])
  if (code !== null) return code
  program.process.kill('SIGKILL')
  throw new Error(`The program had not ended after ${within} ms. It said:\n${program.output().slice(-2000)}`)
}

/** Asks again until it is so; throws after `within` milliseconds. */
export async function poll(
  ask: () => Promise<boolean> | boolean,
  within: number,
  what: string,
): Promise<void> {
  const until = performance.now() + within
  for (;;) {
    if (await Promise.resolve(ask()).catch(() => false)) return
    if (performance.now() > until) throw new Error(`Not ${what} within ${within} ms`)
    await Bun.sleep(10)
  }
}

/** An empty folder that is gone after the test, and so is every program that was started in it. */
export async function withHome<T>(use: (home: string) => Promise<T>): Promise<T> {
  const home = await newHome()
  try {
    return await use(home)
  } finally {
    await removeHome(home)
  }
}

export async function removeHome(home: string): Promise<void> {
  for (const { process, settings } of running) {
    if (settings.TANGKAP_HOME !== home) continue
    process.kill('SIGKILL')
    await process.exited
  }
  await rm(home, { recursive: true, force: true })
}

export const newHome = (): Promise<string> => mkdtemp(join(tmpdir(), 'tangkap-faults-'))
