import { existsSync, readFileSync } from 'node:fs'
import { poll } from './server.ts'

/** In CI tests may not be skipped for want of it. */
export const haveStrace = Bun.which('strace') !== null || Bun.env.CI === 'true'

/**
 * What to put before a command, so that its calls named in `traced` are written to `file`. -D: the command stays our
 * own child, and strace looks on from beside it. -s: a page of the database in full.
 */
export const straceTo = (file: string, traced: string): string[] => [
  'strace',
  '-D',
  '-f',
  '-y',
  '-s',
  '4200',
  '-e',
  `trace=${traced}`,
  '-e',
  'signal=none',
  '-o',
  file,
]

/** All calls, once the traced command has ended. */
export async function traceIn(file: string): Promise<Call[]> {
  let trace = ''
  const whole = () => {
    trace = existsSync(file) ? readFileSync(file, 'utf8') : ''
    // The first line is of the first thread, which is the process.
    return new RegExp(`^${trace.split(' ', 1)[0]} +\\+\\+\\+ exited`, 'm').test(trace)
  }
  await poll(whole, 10_000, 'traced')
  return readTrace(trace)
}

/** One system call out of a trace of all threads. */
export interface Call {
  name: string
  /** Arguments with the paths of their files, as strace prints them with -y. */
  text: string
  /** Lines of the trace at which it was made and had returned. */
  begun: number
  ended: number
  failed: boolean
}

/** Reads what `strace -f -y -o` wrote. A call during which another thread made one stands on two lines. */
function readTrace(trace: string): Call[] {
  const calls: Call[] = []
  const open = new Map<string, Call>()
  for (const [at, line] of trace.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest)
    if (resumed) {
      const call = open.get(thread)
      if (call && call.name === resumed[1]) {
        call.text += resumed[2] ?? ''
        finish(call, at)
        open.delete(thread)
      }
      continue
    }
    const [, name, text] = /^(\w+)\((.*)$/.exec(rest) ?? []
    if (name === undefined || text === undefined) continue
    const call: Call = { name, text, begun: at, ended: Number.POSITIVE_INFINITY, failed: false }
    calls.push(call)
    if (text.endsWith('<unfinished ...>')) open.set(thread, call)
    else finish(call, at)
  }
  return calls
}

function finish(call: Call, at: number): void {
  call.ended = at
  call.failed = / = -1 E\w+ /.test(call.text)
}
